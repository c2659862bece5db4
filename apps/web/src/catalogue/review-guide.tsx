import { CheckCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
import { requiredFields, type ListingDetail } from '#contracts';
import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { Panel } from '../layout/panel';
import { filledContent } from './filled-content';
import styles from './review-guide.module.css';
import { StateTimeline } from './state-timeline';
import type { ListingKind } from './catalogue-address';

const extras = {
  technology: ['advantages', 'ip', 'trlEvidence'],
  need: ['targets', 'triedBefore', 'budget'],
};

/** What the reviewer will look at: the required fields as they get filled, what helps, and where the listing stands. */
export function ReviewGuide({ kind, listing }: { kind: ListingKind; listing: ListingDetail | null }) {
  const { t } = useTranslation('catalogue');
  const form = Form.useFormInstance();
  const content = filledContent(
    (Form.useWatch('content', { form, preserve: true }) ?? {}) as Record<string, unknown>,
  );
  const has = (name: string) => content[name] !== undefined;
  const required = requiredFields[kind];
  const done = required.filter(has).length;
  const row = (name: string) => (
    <li key={name} className={has(name) ? styles.done : undefined} data-done={has(name)}>
      {has(name) ? <CheckCircleFilled aria-hidden /> : <MinusCircleOutlined aria-hidden />}
      <span>
        {t(`guide.${kind}.${name}`)}
        <span className={styles.hidden}>{t(has(name) ? 'guideDone' : 'guideOpen')}</span>
      </span>
    </li>
  );
  return (
    <Panel title={t('guideTitle')} testid="review-guide">
      <StateTimeline state={listing?.state ?? 'draft'} />
      <h3 className={styles.sub}>
        {t('guideRequired')}{' '}
        <span aria-live="polite" data-testid="required-count">
          {done} / {required.length}
        </span>
      </h3>
      <ul className={styles.list}>{required.map(row)}</ul>
      <h3 className={styles.sub}>{t('guideExtra')}</h3>
      <ul className={styles.list}>{extras[kind].map(row)}</ul>
    </Panel>
  );
}
