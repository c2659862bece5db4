import { activateMatchModel, listMatchModels, refitMatchModel, type MatchModel } from '#contracts';
import { Alert, App, Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChange, useRead } from '../api';
import { useRefusal } from '../events/use-refusal';
import { Gate } from '../layout/gate';
import { LinkButton } from '../layout/link-button';
import { Page } from '../layout/page';
import { Panel } from '../layout/panel';
import { QueryState } from '../layout/query-state';
import { formatDateTime } from '../layout/time';
import { FeedbackLog } from './feedback-log';
import styles from './models-page.module.css';

const POLL = 2_000;
const REST = 20_000;

/** Versions of the matching model: what each learned from, what it changed, and the way back. */
export function ModelsPage() {
  const { t } = useTranslation('matching');
  return (
    <Gate allow={(me) => me.isBroker}>
      <Page
        title={t('modelsTitle')}
        subtitle={t('modelsSubtitle')}
        actions={<LinkButton to="/matching">{t('toCoverage')}</LinkButton>}
      >
        <Versions />
        <FeedbackLog />
      </Page>
    </Gate>
  );
}

function Versions() {
  const { t } = useTranslation('matching');
  const { message } = App.useApp();
  const { refuse } = useRefusal();
  const models = useRead(
    listMatchModels,
    {},
    {
      refetchInterval: ({ state }) =>
        state.data && (state.data.waiting > 0 || state.data.outdated > 0) ? POLL : REST,
    },
  );
  const refit = useChange(refitMatchModel);
  const pinned = models.data?.models.find((model) => model.pinned);
  return (
    <Panel
      title={t('versions')}
      hint={
        models.data &&
        [
          models.data.waiting > 0 ? t('waiting', { count: models.data.waiting }) : t('upToDate'),
          models.data.outdated > 0 ? t('outdated', { count: models.data.outdated }) : '',
        ]
          .filter(Boolean)
          .join('；')
      }
      actions={
        <Button
          loading={refit.isPending}
          onClick={() =>
            refit.mutate({}, { onSuccess: () => void message.success(t('refitAsked')), onError: refuse })
          }
          data-testid="refit"
        >
          {t('refit')}
        </Button>
      }
      testid="models"
    >
      {pinned && (
        <Alert type="warning" showIcon className={styles.note} title={t('pinnedNote', { no: pinned.no })} />
      )}
      <QueryState result={models}>
        {(data) => (
          <ul className={styles.models}>
            {data.models.map((model) => (
              <Version key={model.id} model={model} />
            ))}
          </ul>
        )}
      </QueryState>
    </Panel>
  );
}

function Version({ model }: { model: MatchModel }) {
  const { t } = useTranslation('matching');
  const { message, modal } = App.useApp();
  const { refuse } = useRefusal();
  const activate = useChange(activateMatchModel);
  const { no, learned, changes } = model;
  const ask = () =>
    void modal.confirm({
      title: t('activateAsk', { no }),
      content: t('activateText'),
      okText: t('activate'),
      okButtonProps: { 'data-testid': 'confirm-activate' },
      onOk: () =>
        activate
          .mutateAsync({ params: { id: model.id } })
          .then(() => void message.success(t('activated', { no })), refuse),
    });
  return (
    <li className={model.active ? styles.active : undefined} data-testid={`model-${no}`}>
      <div className={styles.words}>
        <b>
          {no === 0 ? t('versionZero') : t('version', { no })}{' '}
          {model.active && (
            <Tag variant="filled" color="green">
              {t('inForce')}
            </Tag>
          )}
          {model.pinned && (
            <Tag variant="filled" color="orange">
              {t('pinned')}
            </Tag>
          )}
        </b>
        {learned.terms > 0 && <span>{t('learnedTerms', { count: learned.terms })}</span>}
        {learned.pairs > 0 && <span>{t('learnedFrom', { ...learned })}</span>}
        {learned.terms + learned.pairs === 0 && <span>{t('learnedNothing')}</span>}
        {changes && <span data-testid="model-changes">{t('changes', { ...changes })}</span>}
        {model.active && !changes && no > 0 && <span>{t('changesWaiting')}</span>}
        <span className={styles.soft}>
          {formatDateTime(model.createdAt)} ·{' '}
          {['timer', 'system'].includes(model.author) ? t('byItself') : model.author}
          {model.engine && ` · ${model.engine}`}
        </span>
      </div>
      {!model.active && (
        <Button onClick={ask} loading={activate.isPending} data-testid={`activate-${no}`}>
          {t('activate')}
        </Button>
      )}
    </li>
  );
}
