import { QuestionCircleOutlined } from '@ant-design/icons';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { themed } from '../layout/themed';
import styles from './search-box.module.css';

const HelpPopover = themed(async () => (await import('./search-help-popover')).SearchHelpPopover);

/** How to write a search, on demand; its code comes with the first press. */
export function SearchHelp() {
  const { t } = useTranslation('catalogue');
  const [open, setOpen] = useState<boolean>();
  const button = (
    <button
      type="button"
      className={styles.help}
      aria-label={t('searchHelp')}
      aria-expanded={open ?? false}
      title={t('searchHelp')}
      data-testid="search-help"
      onClick={() => setOpen(!open)}
    >
      <QuestionCircleOutlined aria-hidden />
    </button>
  );
  if (open === undefined) return button;
  return (
    <Suspense fallback={button}>
      <HelpPopover open={open} onOpenChange={setOpen}>
        {button}
      </HelpPopover>
    </Suspense>
  );
}
