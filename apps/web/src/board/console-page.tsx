import { DesktopOutlined, TableOutlined, ThunderboltOutlined } from '@ant-design/icons';
import { boardPhases, termLabel } from '#contracts';
import { Alert, Button, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { mayManage } from '../events/may-manage';
import { Gate } from '../layout/gate';
import { LinkButton } from '../layout/link-button';
import { Notice } from '../layout/notice';
import { Page } from '../layout/page';
import { useLocale } from '../layout/use-locale';
import type { RepairDraft } from '../repair/repair-draft';
import { RepairDrawer } from '../repair/repair-drawer';
import { roundInView } from './board-state';
import { ConnectionBadge } from './connection-badge';
import styles from './console-page.module.css';
import { NoticeForm } from './notice-form';
import { RoundControls, typesText } from './round-controls';
import { RoundTimer } from './round-timer';
import { TableMap } from './table-map';
import { useBoard } from './use-board';

/** Where the session operator runs the rounds: one key for the next step, one tap per table. */
export function ConsolePage() {
  const { id = '' } = useParams();
  const { t } = useTranslation('board');
  const locale = useLocale();
  const board = useBoard(id);
  const { snapshot } = board;
  const [search, setSearch] = useSearchParams();
  const [chosen, setIncident] = useState<RepairDraft | null>(null);
  // A row of the list of participants leads here.
  const named = search.get('absent');
  const incident: RepairDraft | null = chosen ?? (named ? { kind: 'absent', party: named } : null);
  const hasTimetable = (snapshot?.meetings.length ?? 0) > 0;
  useEffect(() => {
    if (!hasTimetable) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || typesText(event.target)) return;
      if (event.key.toLowerCase() !== 'i') return;
      event.preventDefault();
      setIncident({});
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [hasTimetable]);
  const actions = (
    <>
      <ConnectionBadge link={board.link} heardAt={board.heardAt} />
      {hasTimetable && (
        <Button
          icon={<ThunderboltOutlined />}
          className={styles.incident}
          onClick={() => setIncident({})}
          data-testid="open-repair"
        >
          {t('repair:open')}
        </Button>
      )}
      <LinkButton to={`/events/${id}/timetable`} icon={<TableOutlined />}>
        {t('timetablePage')}
      </LinkButton>
      <LinkButton to={`/events/${id}/screen`} icon={<DesktopOutlined />} target="_blank">
        {t('screenPage')}
      </LinkButton>
    </>
  );
  return (
    <Gate allow={mayManage(id)}>
      <Page title={t('console')} subtitle={snapshot?.title} actions={actions} width="wide">
        {board.problem && <Alert type="error" showIcon title={board.problem} className={styles.alert} />}
        {!snapshot && !board.problem && <Skeleton active paragraph={{ rows: 8 }} />}
        {snapshot && (
          <>
            <section className={styles.panel} data-testid="console-panel" data-phase={snapshot.clock.phase}>
              <div>
                <div className={styles.phase}>
                  <span className={styles.phaseName} data-testid="board-phase">
                    {termLabel(boardPhases, snapshot.clock.phase, locale)}
                  </span>
                  <span>{t('roundOf', { no: roundInView(snapshot), total: snapshot.rounds.length })}</span>
                </div>
                <RoundTimer snapshot={snapshot} offset={board.offset} />
              </div>
              <div className={styles.controls}>
                <RoundControls
                  snapshot={snapshot}
                  offset={board.offset}
                  onSnapshot={board.accept}
                  onRefused={board.reload}
                />
                <NoticeForm snapshot={snapshot} onSnapshot={board.accept} onRefused={board.reload} />
              </div>
            </section>
            {snapshot.meetings.length === 0 ? (
              <Notice title={t('notReady')}>{t('notReadyText')}</Notice>
            ) : (
              <TableMap snapshot={snapshot} onMarked={board.reload} onIncident={setIncident} />
            )}
            <RepairDrawer
              snapshot={snapshot}
              start={incident}
              onClose={() => {
                setIncident(null);
                if (named) setSearch({}, { replace: true });
              }}
              onTaken={board.reload}
            />
          </>
        )}
      </Page>
    </Gate>
  );
}
