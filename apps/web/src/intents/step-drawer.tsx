import type { IntentDetail } from '#contracts';
import { Alert, Button, Drawer, Form, Grid } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api';
import { useRefusal } from '../events/use-refusal';
import { EvidenceField } from './evidence-field';
import { evidenceOf, fieldsOf, startOf, type StepValues } from './step-fields';
import { useAdvance } from './use-advance';

export type NextStep = IntentDetail['next'][number];
interface StepDrawerProps {
  intent: IntentDetail;
  /** The step to take; closed while null. */
  step: NextStep | null;
  title?: string;
  onClose: () => void;
}

/** Asks for what the step needs, and nothing else. */
export function StepDrawer({ intent, step, title, onClose }: StepDrawerProps) {
  const { t } = useTranslation('intents');
  const { sentenceOf } = useRefusal();
  const wide = Grid.useBreakpoint().md;
  const [form] = Form.useForm<StepValues>();
  const { advance, busy, error, reset } = useAdvance(intent);
  const close = () => {
    reset();
    onClose();
  };
  const submit = async (values: StepValues) => {
    if (!step) return;
    try {
      await advance({ to: step.to, reason: values.reason, note: values.note, evidence: evidenceOf(values) });
      close();
    } catch (refusal) {
      if (!(refusal instanceof ApiError)) return;
      form.setFields(
        refusal.fields.map(({ field, message }) => ({
          name: field.replace(/^evidence\./, '') as keyof StepValues,
          errors: [message],
        })),
      );
    }
  };
  return (
    <Drawer
      open={step !== null}
      onClose={close}
      destroyOnHidden
      placement={wide ? 'right' : 'bottom'}
      size={wide ? 460 : '80vh'}
      title={title ?? (step && t(`do.${step.to}`))}
    >
      {step && (
        <Form
          form={form}
          layout="vertical"
          size="large"
          requiredMark={false}
          preserve={false}
          initialValues={startOf(intent, step)}
          onFinish={(values) => void submit(values)}
        >
          {fieldsOf(step).map(({ name, required }) => (
            <EvidenceField key={name} name={name} required={required} />
          ))}
          {error && <Alert type="error" showIcon title={sentenceOf(error)} style={{ marginBottom: 16 }} />}
          <Button type="primary" htmlType="submit" block loading={busy} data-testid="submit-step">
            {t('submit')}
          </Button>
        </Form>
      )}
    </Drawer>
  );
}
