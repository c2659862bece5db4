import { intentStages, termLabel, type IntentDetail } from '#contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../layout/use-locale';
import { mainStages } from './stages';
import styles from './next-actions.module.css';
import { StepDrawer, type NextStep } from './step-drawer';

/** What the reader may do now: steps forward as buttons, everything that stands aside smaller below. */
export function NextActions({ intent }: { intent: IntentDetail }) {
  const { t } = useTranslation('intents');
  const locale = useLocale();
  const [open, setOpen] = useState<NextStep | null>(null);
  const answers = new Set(intent.awaitsMe ? ['confirmed', 'rejected'] : []);
  const steps = intent.next.filter(({ to }) => !answers.has(to));
  const forward = steps.filter(({ to }) => mainStages.includes(to));
  const aside = steps.filter(({ to }) => !mainStages.includes(to));
  const label = ({ to }: NextStep) => {
    if (intent.stage === 'on_hold' || intent.stage === 'disputed') {
      if (mainStages.includes(to)) return t('resume', { stage: termLabel(intentStages, to, locale) });
    }
    return intent.stage === 'pending' && to === 'terminated' ? t('withdraw') : t(`do.${to}`);
  };
  return (
    <>
      {steps.length === 0 && <p className={styles.none}>{t('noActions')}</p>}
      <div className={styles.forward}>
        {forward.map((step, i) => (
          <Button
            key={step.to}
            size="large"
            type={i === 0 ? 'primary' : 'default'}
            onClick={() => setOpen(step)}
            data-testid={`advance-${step.to}`}
          >
            {label(step)}
          </Button>
        ))}
      </div>
      {aside.length > 0 && (
        <div className={styles.aside} role="group" aria-label={t('moreActions')}>
          {aside.map((step) => (
            <Button
              key={step.to}
              type="text"
              onClick={() => setOpen(step)}
              data-testid={`advance-${step.to}`}
            >
              {label(step)}
            </Button>
          ))}
        </div>
      )}
      <StepDrawer
        intent={intent}
        step={open}
        title={open ? label(open) : undefined}
        onClose={() => setOpen(null)}
      />
    </>
  );
}
