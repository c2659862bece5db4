import { DownOutlined } from '@ant-design/icons';
import { Form } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { filledContent } from './filled-content';
import styles from './folded-part.module.css';

interface FoldedPartProps {
  title: string;
  /** Fields of the content that stand inside, to say how many are filled. */
  names: string[];
  hint?: string;
  children: ReactNode;
}

/** A part of the form that stays folded until it is wanted, and says what stands in it. */
export function FoldedPart({ title, names, hint, children }: FoldedPartProps) {
  const { t } = useTranslation('catalogue');
  const form = Form.useFormInstance();
  const content = filledContent(
    (Form.useWatch('content', { form, preserve: true }) ?? {}) as Record<string, unknown>,
  );
  // A part that is one table counts its rows.
  const rows = names.length === 1 ? content[names[0]!] : undefined;
  const filled = Array.isArray(rows)
    ? rows.length
    : names.filter((name) => content[name] !== undefined && content[name] !== false).length;
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <section className={styles.part}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={open}
        aria-controls={id}
        data-testid={`part-${names[0]}`}
        onClick={() => setOpen(!open)}
      >
        <span className={styles.title}>{title}</span>
        <span className={styles.count}>
          {filled > 0 ? t('filledCount', { count: filled }) : t('optionalPart')}
        </span>
        <DownOutlined className={styles.arrow} aria-hidden />
      </button>
      <div id={id} className={styles.body} hidden={!open}>
        {hint && <p className={styles.hint}>{hint}</p>}
        {children}
      </div>
    </section>
  );
}
