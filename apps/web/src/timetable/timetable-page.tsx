import { TableOutlined } from '@ant-design/icons';
import {
  computeTimetable,
  copyTimetable,
  discardTimetable,
  listTimetables,
  readEvent,
  type Timetable,
} from '#contracts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useChange, useRead } from '../api';
import { mayManage } from '../events/may-manage';
import { useRefusal } from '../events/use-refusal';
import { Gate } from '../layout/gate';
import { Notice } from '../layout/notice';
import { Page } from '../layout/page';
import { QueryState } from '../layout/query-state';
import { AnnounceDialog } from './announce-dialog';
import { CompareDialog } from './compare-dialog';
import { ComputeProgress } from './compute-progress';
import { ProposalPanel } from './proposal-panel';
import { RecomputeDialog } from './recompute-dialog';
import styles from './timetable-page.module.css';
import { TimetableVersion } from './timetable-version';
import { type Tool, VersionTools } from './version-tools';

/** How often the progress of a computation is looked at, and whether a colleague has changed something. */
const progressMs = 500;
const colleaguesMs = 5_000;

const isComputing = (one: Timetable) => one.state === 'computing';

/** The machine proposes, the organizer looks, changes and announces. */
export function TimetablePage() {
  const { id = '' } = useParams();
  return (
    <Gate allow={mayManage(id)}>
      <Timetables />
    </Gate>
  );
}

function Timetables() {
  const { id = '' } = useParams();
  const { t } = useTranslation('timetable');
  const { modal, message } = App.useApp();
  const { refuse } = useRefusal();
  const [chosen, setChosen] = useState<string | null>(null);
  const [dialog, setDialog] = useState<'recompute' | 'announce' | 'compare' | null>(null);
  const event = useRead(readEvent, { params: { id } });
  const versions = useRead(
    listTimetables,
    { params: { id } },
    {
      refetchInterval: ({ state }) => (state.data?.timetables.some(isComputing) ? progressMs : colleaguesMs),
    },
  );
  const compute = useChange(computeTimetable);
  const copy = useChange(copyTimetable);
  const discard = useChange(discardTimetable);
  const timetables = versions.data?.timetables ?? [];
  const shown = timetables.find((one) => one.id === chosen) ?? timetables[0];
  const base = timetables.find((one) => one.id === shown?.baseId);
  const seed = (timetables[0]?.no ?? 0) + 1;
  const choose = (one: Timetable) => {
    setDialog(null);
    setChosen(one.id);
  };
  const discardNow = (one: Timetable) =>
    discard.mutateAsync({ params: { id, timetable: one.id } }).then(() => {
      setChosen(one.baseId);
      void message.success(t('discarded', { no: one.no }));
    }, refuse);
  const tools: Record<Tool, () => void> = {
    compute: () =>
      shown && shown.state !== 'failed'
        ? setDialog('recompute')
        : compute.mutate({ params: { id }, body: { seed } }, { onSuccess: choose, onError: refuse }),
    compare: () => setDialog('compare'),
    announce: () => setDialog('announce'),
    copy: () =>
      copy.mutate(
        { params: { id, timetable: shown!.id }, body: {} },
        {
          onSuccess: (made) => {
            choose(made);
            void message.success(t('copied', { no: made.no }));
          },
          onError: refuse,
        },
      ),
    discard: () =>
      void modal.confirm({
        title: t('discardAsk', { no: shown!.no }),
        content: t('discardText'),
        okText: t('discard'),
        okButtonProps: { danger: true, 'data-testid': 'confirm-discard' },
        cancelText: t('back'),
        onOk: () => discardNow(shown!),
      }),
  };
  const close = () => setDialog(null);
  return (
    <Page
      title={t('timetable')}
      subtitle={event.data?.title}
      width="wide"
      actions={
        versions.data && (
          <VersionTools
            eventId={id}
            timetables={timetables}
            shown={shown}
            isClosed={event.data?.state === 'closed'}
            isBusy={compute.isPending || copy.isPending || timetables.some(isComputing)}
            onChoose={setChosen}
            tools={tools}
          />
        )
      }
    >
      <QueryState
        result={versions}
        isEmpty={(data) => data.timetables.length === 0}
        empty={
          <Notice
            icon={<TableOutlined />}
            title={t('timetableNone')}
            testid="no-timetable"
            action={
              <div className={styles.tools}>
                <Button type="primary" loading={compute.isPending} onClick={tools.compute}>
                  {t('compute')}
                </Button>
                <Button onClick={() => setDialog('recompute')} data-testid="choose-order">
                  {t('chooseOrder')}
                </Button>
              </div>
            }
          >
            {t('timetableNoneText')}
          </Notice>
        }
      >
        {() =>
          shown &&
          (isComputing(shown) ? (
            <ComputeProgress eventId={id} timetable={shown} />
          ) : (
            <>
              {shown.isProposal && base && (
                <ProposalPanel
                  eventId={id}
                  proposal={shown}
                  base={base}
                  onDiscard={() => void discardNow(shown)}
                  onApplied={setChosen}
                />
              )}
              <TimetableVersion key={shown.id} eventId={id} timetable={shown} baseNo={base?.no} />
            </>
          ))
        }
      </QueryState>
      {dialog === 'recompute' && (
        <RecomputeDialog
          eventId={id}
          base={shown}
          priorities={timetables.find((one) => one.priorities)?.priorities ?? null}
          rounds={event.data?.rounds.length ?? 1}
          seed={seed}
          onClose={close}
          onStarted={choose}
        />
      )}
      {dialog === 'announce' && shown && (
        <AnnounceDialog
          eventId={id}
          timetable={shown}
          announced={timetables.find(({ state }) => state === 'announced')}
          onClose={close}
        />
      )}
      {dialog === 'compare' && shown && (
        <CompareDialog
          eventId={id}
          timetable={shown}
          others={timetables.filter((one) => one !== shown && hasMeetings(one))}
          onClose={close}
        />
      )}
    </Page>
  );
}

const hasMeetings = ({ state }: Timetable) => state !== 'computing' && state !== 'failed';
