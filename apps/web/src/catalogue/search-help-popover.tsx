import { Popover } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './search-box.module.css';

interface SearchHelpPopoverProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactElement;
}

export function SearchHelpPopover({ open, onOpenChange, children }: SearchHelpPopoverProps) {
  const { t } = useTranslation('catalogue');
  const lines = t('searchSyntax', { returnObjects: true }) as [string, string][];
  return (
    <Popover
      open={open}
      // The button opens it by itself; here it is closed by a press elsewhere or Escape.
      onOpenChange={(next) => !next && onOpenChange(false)}
      trigger="click"
      placement="bottomRight"
      title={t('searchHelp')}
      content={
        <div className={styles.helpText} data-testid="search-help-text">
          <dl>
            {lines.map(([example, meaning]) => (
              <HelpLine key={example} example={example} meaning={meaning} />
            ))}
          </dl>
        </div>
      }
    >
      {children}
    </Popover>
  );
}

function HelpLine({ example, meaning }: { example: string; meaning: string }) {
  return (
    <>
      <dt>
        <code>{example}</code>
      </dt>
      <dd>{meaning}</dd>
    </>
  );
}
