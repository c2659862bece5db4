import { CalculatorOutlined, PrinterOutlined, TableOutlined } from '@ant-design/icons';
import {
  announceTimetable,
  computeTimetable,
  listTimetables,
  readEvent,
  readTimetable,
  type Timetable,
} from '#contracts';
import { Alert, App, Button, Select, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useChange, useRead } from '../api';
import { Gate } from '../layout/gate';
import { LinkButton } from '../layout/link-button';
import { Notice } from '../layout/notice';
import { Page } from '../layout/page';
import { QueryState } from '../layout/query-state';
import { formatDateTime } from '../layout/time';
import { mayManage } from './may-manage';
import { TimetableFigures } from './timetable-figures';
import { TimetableGrid } from './timetable-grid';
import styles from './timetable-page.module.css';
import { UnplacedTray } from './unplaced-tray';
import { useRefusal } from './use-refusal';

/** The machine proposes, the organizer looks and announces. */
export function TimetablePage() {
  const { id = '' } = useParams();
  const { t } = useTranslation('events');
  const { modal, message } = App.useApp();
  const { refuse } = useRefusal();
  const [chosen, setChosen] = useState<string | null>(null);
  const event = useRead(readEvent, { params: { id } });
  const versions = useRead(
    listTimetables,
    { params: { id } },
    { refetchInterval: (query) => (query.state.data?.timetables.some(isComputing) ? 1_000 : false) },
  );
  const compute = useChange(computeTimetable);
  const announce = useChange(announceTimetable);
  const timetables = versions.data?.timetables ?? [];
  const shown = timetables.find((one) => one.id === chosen) ?? timetables[0];
  const start = () =>
    compute.mutate(
      { params: { id }, body: { seed: (timetables[0]?.no ?? 0) + 1 } },
      { onSuccess: (made) => setChosen(made.id), onError: refuse },
    );
  const askToAnnounce = (one: Timetable) =>
    void modal.confirm({
      title: t('announceAsk', { no: one.no }),
      content: t('announceText'),
      okText: t('announce'),
      okButtonProps: { 'data-testid': 'confirm-announce' },
      cancelText: t('back'),
      onOk: () =>
        announce
          .mutateAsync({ params: { id, timetable: one.id } })
          .then(() => void message.success(t('announced')), refuse),
    });
  const computing = compute.isPending || timetables.some(isComputing);
  const actions = (
    <>
      {timetables.length > 0 && (
        <Select
          aria-label={t('timetable')}
          className={styles.versions}
          value={shown?.id}
          onChange={setChosen}
          options={timetables.map(({ id, no, state }) => ({
            value: id,
            label: `${t('version', { no })} · ${t(`tState.${state}`)}`,
          }))}
          data-testid="timetable-version"
        />
      )}
      <Button icon={<CalculatorOutlined />} loading={computing} onClick={start} data-testid="compute">
        {t(timetables.length > 0 ? 'recompute' : 'compute')}
      </Button>
      <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
        {t('print')}
      </Button>
      {shown?.state === 'draft' && (
        <Button
          type="primary"
          loading={announce.isPending}
          onClick={() => askToAnnounce(shown)}
          data-testid="announce"
        >
          {t('announce')}
        </Button>
      )}
      {shown?.state === 'announced' && (
        <LinkButton type="primary" to={`/events/${id}/console`}>
          {t('toolConsole')}
        </LinkButton>
      )}
    </>
  );
  return (
    <Gate allow={mayManage(id)}>
      <Page title={t('timetable')} subtitle={event.data?.title} actions={actions} width="wide">
        <QueryState
          result={versions}
          isEmpty={(data) => data.timetables.length === 0}
          empty={
            <Notice icon={<TableOutlined />} title={t('timetableNone')} testid="no-timetable">
              {t('timetableNoneText')}
            </Notice>
          }
        >
          {() => shown && <Version eventId={id} timetable={shown} />}
        </QueryState>
      </Page>
    </Gate>
  );
}

const isComputing = (one: Timetable) => one.state === 'computing';

function Version({ eventId, timetable }: { eventId: string; timetable: Timetable }) {
  const { t } = useTranslation('events');
  const event = useRead(readEvent, { params: { id: eventId } });
  const ready = timetable.state !== 'computing' && timetable.state !== 'failed';
  const result = useRead(
    readTimetable,
    { params: { id: eventId, timetable: timetable.id } },
    { enabled: ready },
  );
  if (timetable.state === 'computing') {
    return (
      <div data-testid="timetable" data-state="computing">
        <Notice icon={<Spin />} title={t('computing')} role="status">
          {t('computingText')}
        </Notice>
      </div>
    );
  }
  if (timetable.state === 'failed') {
    return <Alert type="error" showIcon title={t('timetableFailed')} description={timetable.failure} />;
  }
  return (
    <QueryState result={result}>
      {(detail) => (
        <div data-testid="timetable" data-state={timetable.state}>
          <p className={styles.meta}>
            {t('version', { no: detail.no })} · {t(`tState.${timetable.state}`)} ·{' '}
            {t('createdAt', { time: formatDateTime(detail.createdAt) })}
          </p>
          {detail.objectives && <TimetableFigures objectives={detail.objectives} />}
          <TimetableGrid detail={detail} starts={event.data?.rounds.map((round) => round.startsAt) ?? []} />
          <UnplacedTray unplaced={detail.unplaced} />
        </div>
      )}
    </QueryState>
  );
}
