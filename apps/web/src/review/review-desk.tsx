import { CheckOutlined, RollbackOutlined, SmileOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Notice } from '../layout/notice';
import { ReasonForm } from './reason-form';
import styles from './review-desk.module.css';
import { useReviewKeys } from './use-review-keys';

export interface ReviewItem {
  id: string;
  title: string;
  meta: ReactNode;
}

interface ReviewDeskProps {
  of: 'listing' | 'organisation';
  items: ReviewItem[];
  /** The thing itself, to be judged. */
  render: (id: string) => ReactNode;
  busy: boolean;
  /** Both resolve to whether the decision was taken. */
  onAccept: (id: string) => Promise<boolean>;
  onReturn: (id: string, reason: string) => Promise<boolean>;
}

/** Queue at the left, the thing at the right; A accepts, R returns, J and K walk, and the next opens by itself. */
export function ReviewDesk({ of, items, render, busy, onAccept, onReturn }: ReviewDeskProps) {
  const { t } = useTranslation('review');
  const [search, setSearch] = useSearchParams();
  const [decided, setDecided] = useState<string[]>([]);
  const [askedFor, setAskedFor] = useState<string | null>(null);
  const open = items.filter((item) => !decided.includes(item.id));
  const at = Math.max(
    0,
    open.findIndex((item) => item.id === search.get('id')),
  );
  const current = open[at];
  const id = current?.id;
  const asking = id !== undefined && askedFor === id;

  function show(next: string | undefined) {
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        if (next) after.set('id', next);
        else after.delete('id');
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  }
  const walk = (step: number) => {
    const next = open[at + step];
    if (next) show(next.id);
  };
  async function decide(decision: (of: string) => Promise<boolean>) {
    if (!current || busy) return;
    const next = open[at + 1] ?? open[at - 1];
    if (!(await decision(current.id))) return;
    setDecided((before) => [...before, current.id]);
    show(next?.id);
  }
  const accept = () => void decide(onAccept);
  useReviewKeys({ a: accept, r: () => setAskedFor(id ?? null), j: () => walk(1), k: () => walk(-1) });

  if (!current) {
    return (
      <Notice icon={<SmileOutlined />} title={t('none')} role="status" testid="review-none">
        {t('noneHint')}
      </Notice>
    );
  }
  return (
    <div className={styles.desk}>
      <nav className={styles.queue} aria-label={t('queue')}>
        {open.map((item) => (
          <button
            key={item.id}
            type="button"
            className={styles.item}
            aria-current={item.id === id}
            data-testid="review-item"
            onClick={() => show(item.id)}
          >
            <span className={styles.title}>{item.title}</span>
            <span className={styles.meta}>{item.meta}</span>
          </button>
        ))}
      </nav>
      <section className={styles.right} aria-label={current.title}>
        <div className={styles.bar}>
          <span className={styles.soft} aria-live="polite">
            {t('position', { no: at + 1, total: open.length })}
          </span>
          <span className={styles.keys}>
            <kbd>J</kbd> <kbd>K</kbd> {t('keyNext')}
          </span>
          <Button
            icon={<RollbackOutlined />}
            onClick={() => setAskedFor(current.id)}
            disabled={busy}
            data-testid="review-return"
          >
            {t(of === 'listing' ? 'giveBack' : 'reject')} <kbd>R</kbd>
          </Button>
          <Button
            type="primary"
            icon={<CheckOutlined />}
            loading={busy && !asking}
            onClick={accept}
            data-testid="review-publish"
          >
            {t(of === 'listing' ? 'publish' : 'approve')} <kbd>A</kbd>
          </Button>
        </div>
        {asking && (
          <ReasonForm
            key={id}
            of={of}
            busy={busy}
            onCancel={() => setAskedFor(null)}
            onSend={(reason) => void decide((one) => onReturn(one, reason))}
          />
        )}
        <div className={styles.paper} data-testid="review-paper">
          {render(current.id)}
        </div>
      </section>
    </div>
  );
}
