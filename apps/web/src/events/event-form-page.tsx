import { changeEvent, createEvent, readEvent, type EventContent, type EventDetail } from '#contracts';
import { Alert, App, Button, Form } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import type { ApiError } from '../api';
import { useChange, useRead } from '../api';
import { Gate } from '../layout/gate';
import { LinkButton } from '../layout/link-button';
import { Page } from '../layout/page';
import { QueryState } from '../layout/query-state';
import { contentOf, formFieldOf, isEven, newEventValues, valuesOf, type EventFormValues } from './event-form';
import { EventBasics } from './event-form-basics';
import styles from './event-form-page.module.css';
import { mayManage } from './may-manage';
import { EventRoundsFields } from './event-form-rounds';
import { EventTablesFields } from './event-form-tables';
import { EventSessionsFields } from './event-form-sessions';
import { useRefusal } from './use-refusal';

/** Plan an event or change its plan. */
export function EventFormPage() {
  const { id } = useParams();
  const { t } = useTranslation('events');
  const result = useRead(
    readEvent,
    { params: { id: id ?? '' } },
    { enabled: id !== undefined, staleTime: Infinity },
  );
  return (
    <Gate allow={mayManage(id ?? '')}>
      <Page title={t(id ? 'formEdit' : 'formNew')} subtitle={result.data?.title} width="narrow">
        {id ? (
          <QueryState result={result}>{(event) => <EventForm event={event} />}</QueryState>
        ) : (
          <EventForm />
        )}
      </Page>
    </Gate>
  );
}

/** The word instead of a star. */
const markRequired = (label: ReactNode, { required }: { required: boolean }) => (
  <>
    {label}
    {required && <RequiredMark />}
  </>
);
function RequiredMark() {
  const { t } = useTranslation('events');
  return <span className={styles.required}>{t('required')}</span>;
}

const roundFields = new Set(['roundStart', 'roundMinutes', 'roundBreak', 'roundCount']);

function EventForm({ event }: { event?: EventDetail }) {
  const { t } = useTranslation('events');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { sentenceOf } = useRefusal();
  const [form] = Form.useForm<EventFormValues>();
  const create = useChange(createEvent);
  const change = useChange(changeEvent);
  const initial = useMemo(() => (event ? valuesOf(event) : newEventValues()), [event]);
  /** Rounds that no plan makes are kept until somebody touches the plan. */
  const [keptRounds, setKeptRounds] = useState<EventContent['rounds'] | undefined>(() =>
    event && !isEven(event.rounds)
      ? event.rounds.map(({ startsAt, minutes }) => ({ startsAt, minutes }))
      : undefined,
  );
  const error = create.error ?? change.error;
  const onDone = (saved: EventDetail) => {
    void message.success(t(event ? 'saved' : 'created'));
    void navigate(`/events/${saved.id}`);
  };
  const onError = (refusal: ApiError) => {
    const fields = (refusal.fields ?? []).map(({ field, message }) => ({
      name: formFieldOf(field),
      errors: [message],
    }));
    form.setFields(fields as Parameters<typeof form.setFields>[0]);
    if (fields[0]) form.scrollToField(fields[0].name, { block: 'center' });
  };
  const submit = (values: EventFormValues) => {
    const content = contentOf(values, keptRounds);
    if (event) {
      change.mutate(
        { params: { id: event.id }, body: { version: event.version, content } },
        { onSuccess: onDone, onError },
      );
    } else create.mutate({ body: content }, { onSuccess: onDone, onError });
  };
  return (
    <Form
      form={form}
      layout="vertical"
      size="large"
      initialValues={initial}
      requiredMark={markRequired}
      onFinish={submit}
      onValuesChange={(changed) => {
        if (Object.keys(changed).some((name) => roundFields.has(name))) setKeptRounds(undefined);
      }}
      data-testid="event-form"
    >
      <EventBasics />
      <EventRoundsFields kept={keptRounds} />
      <EventTablesFields />
      <EventSessionsFields />
      {error && <Alert type="error" showIcon title={sentenceOf(error)} className={styles.problem} />}
      <div className={styles.foot}>
        <Button
          type="primary"
          htmlType="submit"
          loading={create.isPending || change.isPending}
          data-testid="save-event"
        >
          {t(event ? 'save' : 'create')}
        </Button>
        <LinkButton to={event ? `/events/${event.id}` : '/events'}>{t('back')}</LinkButton>
      </div>
    </Form>
  );
}
