import { CheckOutlined, CloseOutlined, HourglassOutlined } from '@ant-design/icons';
import { intentKinds, termLabel, type IntentDetail } from '#contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusal } from '../events/use-refusal';
import { formatWanRange } from '../layout/money';
import { useLocale } from '../layout/use-locale';
import { useMe } from '../layout/use-me';
import styles from './intent-answer.module.css';
import { StepDrawer } from './step-drawer';
import { useAdvance } from './use-advance';

/** While an intent is pending: two big buttons for the side that must answer, patience for the other. */
export function IntentAnswer({ intent }: { intent: IntentDetail }) {
  const { t } = useTranslation('intents');
  const locale = useLocale();
  const { organisation } = useMe();
  const { refuse } = useRefusal();
  const { advance, busy } = useAdvance(intent);
  const [rejecting, setRejecting] = useState(false);
  if (intent.stage !== 'pending') return null;
  const confirmable = intent.next.some(({ to }) => to === 'confirmed');
  if (!intent.awaitsMe || !confirmable) {
    if (organisation?.id !== intent.a.id) return null;
    return (
      <section className={styles.waiting} role="status" data-testid="intent-waiting">
        <HourglassOutlined aria-hidden />
        <div>
          <b>{t('waiting', { name: intent.b.name })}</b>
          <p>{t('waitingText')}</p>
        </div>
      </section>
    );
  }
  const { intendedMin, intendedMax } = intent.amounts;
  const reject = intent.next.find(({ to }) => to === 'rejected');
  return (
    <section className={styles.answer} data-testid="intent-answer">
      <h2>{t('confirmAsk', { name: intent.a.name })}</h2>
      <p className={styles.gist}>
        {termLabel(intentKinds, intent.kind, locale)}
        {(intendedMin !== null || intendedMax !== null) &&
          ` · ${formatWanRange(intendedMin ?? undefined, intendedMax ?? undefined, locale)}`}
        {intent.nextStep && ` · ${intent.nextStep}`}
      </p>
      <p>{t('confirmText')}</p>
      <div className={styles.buttons}>
        <Button
          type="primary"
          icon={<CheckOutlined />}
          loading={busy}
          onClick={() => void advance({ to: 'confirmed' }).catch(refuse)}
          data-testid="intent-confirm"
        >
          {t('confirm')}
        </Button>
        {reject && (
          <Button icon={<CloseOutlined />} onClick={() => setRejecting(true)} data-testid="intent-reject">
            {t('reject')}
          </Button>
        )}
      </div>
      {reject && (
        <StepDrawer
          intent={intent}
          step={rejecting ? reject : null}
          title={t('rejectTitle')}
          onClose={() => setRejecting(false)}
        />
      )}
    </section>
  );
}
