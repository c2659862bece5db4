import { DesktopOutlined, TableOutlined } from '@ant-design/icons';
import { boardPhases, termLabel } from '#contracts';
import { Alert, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { mayManage } from '../events/may-manage';
import { Gate } from '../layout/gate';
import { LinkButton } from '../layout/link-button';
import { Notice } from '../layout/notice';
import { Page } from '../layout/page';
import { useLocale } from '../layout/use-locale';
import { roundInView } from './board-state';
import { ConnectionBadge } from './connection-badge';
import styles from './console-page.module.css';
import { NoticeForm } from './notice-form';
import { RoundControls } from './round-controls';
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
  const actions = (
    <>
      <ConnectionBadge link={board.link} heardAt={board.heardAt} />
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
              <TableMap snapshot={snapshot} onMarked={board.reload} />
            )}
          </>
        )}
      </Page>
    </Gate>
  );
}
