import {
  CalculatorOutlined,
  CopyOutlined,
  DeleteOutlined,
  PrinterOutlined,
  TableOutlined,
} from '@ant-design/icons';
import {
  announceTimetable,
  computeTimetable,
  copyTimetable,
  discardTimetable,
  listTimetables,
  readEvent,
  type Timetable,
} from '#contracts';
import { App, Button, Select, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useChange, useRead } from '../api';
import { mayManage } from '../events/may-manage';
import { useRefusal } from '../events/use-refusal';
import { Gate } from '../layout/gate';
import { LinkButton } from '../layout/link-button';
import { Notice } from '../layout/notice';
import { Page } from '../layout/page';
import { QueryState } from '../layout/query-state';
import styles from './timetable-page.module.css';
import { TimetableVersion } from './timetable-version';

/** The machine proposes, the organizer looks, changes and announces. */
export function TimetablePage() {
  const { id = '' } = useParams();
  const { t } = useTranslation('timetable');
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
  const copy = useChange(copyTimetable);
  const discard = useChange(discardTimetable);
  const timetables = versions.data?.timetables ?? [];
  const shown = timetables.find((one) => one.id === chosen) ?? timetables[0];
  const numberOf = (one: string | null) => timetables.find(({ id }) => id === one)?.no;
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
  const toEdit = (one: Timetable) =>
    copy.mutate(
      { params: { id, timetable: one.id }, body: {} },
      {
        onSuccess: (made) => {
          setChosen(made.id);
          void message.success(t('copied', { no: made.no }));
        },
        onError: refuse,
      },
    );
  const askToDiscard = (one: Timetable) =>
    void modal.confirm({
      title: t('discardAsk', { no: one.no }),
      content: t('discardText'),
      okText: t('discard'),
      okButtonProps: { danger: true, 'data-testid': 'confirm-discard' },
      cancelText: t('back'),
      onOk: () =>
        discard.mutateAsync({ params: { id, timetable: one.id } }).then(() => {
          setChosen(null);
          void message.success(t('discarded', { no: one.no }));
        }, refuse),
    });
  const computing = compute.isPending || timetables.some(isComputing);
  const closed = event.data?.state === 'closed';
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
      {!closed && (
        <Button icon={<CalculatorOutlined />} loading={computing} onClick={start} data-testid="compute">
          {t(timetables.length > 0 ? 'recompute' : 'compute')}
        </Button>
      )}
      <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
        {t('print')}
      </Button>
      {!closed && (shown?.state === 'draft' || shown?.state === 'failed') && (
        <Button icon={<DeleteOutlined />} onClick={() => askToDiscard(shown)} data-testid="discard">
          {t('discard')}
        </Button>
      )}
      {!closed && (shown?.state === 'announced' || shown?.state === 'superseded') && (
        <Button
          icon={<CopyOutlined />}
          loading={copy.isPending}
          onClick={() => toEdit(shown)}
          data-testid="copy"
        >
          {t('copyToEdit')}
        </Button>
      )}
      {!closed && shown?.state === 'draft' && (
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
          {() =>
            shown &&
            (isComputing(shown) ? (
              <div data-testid="timetable" data-state="computing">
                <Notice icon={<Spin />} title={t('computing')} role="status">
                  {t('computingText')}
                </Notice>
              </div>
            ) : (
              <TimetableVersion
                key={shown.id}
                eventId={id}
                timetable={shown}
                baseNo={numberOf(shown.baseId)}
              />
            ))
          }
        </QueryState>
      </Page>
    </Gate>
  );
}

const isComputing = (one: Timetable) => one.state === 'computing';
