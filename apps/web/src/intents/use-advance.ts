import { advanceIntent, intentStages, termLabel, type IntentDetail } from '#contracts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api';
import { useLocale } from '../layout/use-locale';
import { useOnceKey } from './use-once-key';

/** Moves an intent to its next stage and says so. */
export function useAdvance(intent: IntentDetail) {
  const { t } = useTranslation('intents');
  const locale = useLocale();
  const { message } = App.useApp();
  const change = useChange(advanceIntent);
  const keyOf = useOnceKey();
  type Step = Omit<Parameters<typeof change.mutateAsync>[0]['body'], 'version'>;
  const advance = async (step: Step) => {
    const request = { params: { id: intent.id }, body: { version: intent.version, ...step } };
    await change.mutateAsync({ ...request, idempotencyKey: keyOf(request) });
    void message.success(t('advanced', { stage: termLabel(intentStages, step.to, locale) }));
  };
  return { advance, busy: change.isPending, error: change.error, reset: change.reset };
}
