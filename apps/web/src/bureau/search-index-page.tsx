import { ReloadOutlined, SyncOutlined } from '@ant-design/icons';
import { readSearchIndex, rebuildSearchIndex, reconcileSearchIndex, type SearchIndexState } from '#contracts';
import { Alert, App, Button, Descriptions, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChange, useRead } from '../api';
import { useRefusal } from '../events/use-refusal';
import { Gate } from '../layout/gate';
import { LinkButton } from '../layout/link-button';
import { Page } from '../layout/page';
import { Panel } from '../layout/panel';
import { QueryState } from '../layout/query-state';
import { formatDateTime } from '../layout/time';

/** ms between two looks: while something runs, and otherwise. */
const pace = { running: 1_000, resting: 5_000 };

/** The catalogue's index for its operator: which engine answers, what it holds, rebuilding and reconciling it. */
export function SearchIndexPage() {
  const { t } = useTranslation('bureau');
  return (
    <Gate allow={(me) => me.isBureau}>
      <Page
        title={t('searchIndex')}
        subtitle={t('searchIndexSubtitle')}
        width="narrow"
        actions={<LinkButton to="/catalogue?explain=1">{t('searchToExplain')}</LinkButton>}
      >
        <SearchIndex />
      </Page>
    </Gate>
  );
}

function SearchIndex() {
  const state = useRead(
    readSearchIndex,
    {},
    { refetchInterval: (query) => (query.state.data?.rebuild ? pace.running : pace.resting) },
  );
  return (
    <QueryState result={state}>
      {(data) => (
        <>
          <Trouble state={data} />
          <Engine state={data} />
          <Rebuild state={data} />
          <Reconciliation state={data} />
        </>
      )}
    </QueryState>
  );
}

function Trouble({ state: { fallback, problem, vectors } }: { state: SearchIndexState }) {
  const { t } = useTranslation('bureau');
  const notices = [
    ...(fallback || problem ? [{ title: t(fallback ? 'searchFallback' : 'searchProblem'), problem }] : []),
    ...(vectors?.problem ? [{ title: t('searchByWordsAlone'), problem: vectors.problem }] : []),
  ];
  return notices.map(({ title, problem: why }) => (
    <Alert
      key={title}
      type="warning"
      showIcon
      role="alert"
      data-testid="search-trouble"
      style={{ marginBottom: 20 }}
      title={title}
      description={why && t('searchProblemSince', { at: formatDateTime(why.since), reason: why.reason })}
    />
  ));
}

function Engine({ state: { engine, documents, vectors } }: { state: SearchIndexState }) {
  const { t } = useTranslation('bureau');
  return (
    <Panel>
      <Descriptions
        column={{ xs: 1, sm: 2 }}
        items={[
          { key: 'engine', label: t('searchEngine'), children: t(`engineName.${engine}`) },
          {
            key: 'documents',
            label: t('searchDocuments'),
            children: t('searchDocumentsCount', { count: documents }),
          },
          ...(vectors
            ? [{ key: 'vectors', label: t('searchVectors'), children: t('searchVectorsOf', { ...vectors }) }]
            : []),
        ]}
      />
    </Panel>
  );
}

function Rebuild({ state: { rebuild } }: { state: SearchIndexState }) {
  const { t } = useTranslation('bureau');
  const { modal } = App.useApp();
  const { refuse } = useRefusal();
  const begin = useChange(rebuildSearchIndex);
  const ask = () =>
    void modal.confirm({
      title: t('searchRebuildAsk'),
      content: t('searchRebuildHint'),
      okText: t('searchRebuild'),
      okButtonProps: { 'data-testid': 'confirm-rebuild' },
      onOk: () => begin.mutateAsync({}).catch(refuse),
    });
  return (
    <Panel
      title={t('searchRebuild')}
      hint={t('searchRebuildHint')}
      testid="search-rebuild"
      actions={
        <Button
          icon={<SyncOutlined />}
          disabled={rebuild !== null}
          loading={begin.isPending}
          onClick={ask}
          data-testid="rebuild-index"
        >
          {t('searchRebuild')}
        </Button>
      }
    >
      {rebuild ? (
        <div role="status" data-testid="rebuild-progress">
          {t('searchRebuilding', { ...rebuild, at: formatDateTime(rebuild.startedAt) })}
          <Progress
            percent={rebuild.total > 0 ? Math.floor((100 * rebuild.done) / rebuild.total) : 0}
            aria-label={t('searchRebuild')}
          />
        </div>
      ) : (
        t('searchRebuildIdle')
      )}
    </Panel>
  );
}

function Reconciliation({ state: { reconciliation } }: { state: SearchIndexState }) {
  const { t } = useTranslation('bureau');
  const { message } = App.useApp();
  const { refuse } = useRefusal();
  const begin = useChange(reconcileSearchIndex);
  const same = reconciliation && reconciliation.missing + reconciliation.stale + reconciliation.surplus === 0;
  return (
    <Panel
      title={t('searchReconcileTitle')}
      hint={t('searchReconcileHint')}
      testid="search-reconciliation"
      actions={
        <Button
          icon={<ReloadOutlined />}
          loading={begin.isPending}
          onClick={() =>
            begin.mutate(
              {},
              { onSuccess: () => void message.success(t('searchReconcileAsked')), onError: refuse },
            )
          }
          data-testid="reconcile-index"
        >
          {t('searchReconcile')}
        </Button>
      }
    >
      {reconciliation ? (
        <>
          <p style={{ marginTop: 0 }}>
            {t('searchReconcileAt', { at: formatDateTime(reconciliation.at) })}
            {same && ` · ${t('searchReconcileSame')}`}
          </p>
          {!same && (
            <Descriptions
              column={{ xs: 1, sm: 3 }}
              items={(['missing', 'stale', 'surplus'] as const).map((name) => ({
                key: name,
                label: t(`search${name[0]!.toUpperCase()}${name.slice(1)}`),
                children: reconciliation[name],
              }))}
            />
          )}
        </>
      ) : (
        t('searchReconcileNever')
      )}
    </Panel>
  );
}
