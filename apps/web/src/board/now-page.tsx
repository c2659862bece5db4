import { listMyMeetings } from '#contracts';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useRead } from '../api';
import { Gate } from '../layout/gate';
import { LinkButton } from '../layout/link-button';
import { Notice } from '../layout/notice';
import { Page } from '../layout/page';
import { QueryState } from '../layout/query-state';
import { OwnFiles } from '../timetable/own-files';
import { ChangedNote } from './changed-note';
import { ConnectionBadge } from './connection-badge';
import { withBoardStates } from './next-meeting';
import { NextCard } from './next-card';
import styles from './now-page.module.css';
import { OwnMeetings } from './own-meetings';
import { useBoard } from './use-board';

/** The participant's phone during the event: where next, without a tap. */
export function NowPage() {
  return (
    <Gate>
      <MyMeetings />
    </Gate>
  );
}

function MyMeetings() {
  const { id = '' } = useParams();
  const { t } = useTranslation('board');
  const board = useBoard(id);
  const result = useRead(listMyMeetings, { params: { id } }, { refetchOnWindowFocus: true });
  const { refetch } = result;
  const clock = board.snapshot?.clock;
  const over = clock?.phase === 'ended';
  // A new round or other meetings may mean another place for me; seats and marks come with the board itself.
  const turn =
    board.snapshot &&
    `${clock?.phase}-${clock?.round}-${board.snapshot.meetings.map((one) => `${one.id} ${one.round} ${one.table}`).join()}`;
  useEffect(() => {
    if (turn) void refetch();
  }, [turn, refetch]);
  return (
    <Page width="narrow">
      <div className={styles.head}>
        <h1>{board.snapshot?.title ?? t('now')}</h1>
        <ConnectionBadge link={board.link} heardAt={board.heardAt} />
      </div>
      {clock?.notice && (
        <div className={styles.notice} role="status" data-testid="now-notice">
          <b>{t('noticeLabel')}</b> {clock.notice}
        </div>
      )}
      {result.data && (
        <ChangedNote
          // The first meetings of all are no change.
          key={`${id} ${result.data.meetings.length > 0}`}
          eventId={id}
          meetings={result.data.meetings}
          begun={clock && clock.phase !== 'waiting' ? clock.round : 0}
        />
      )}
      <QueryState
        result={result}
        isEmpty={(data) => data.meetings.length === 0}
        empty={
          <Notice
            title={t(over ? 'nowNoneOver' : 'nowNone')}
            testid="now-none"
            action={
              over ? (
                <LinkButton to={`/events/${id}`}>{t('events:toEvent')}</LinkButton>
              ) : (
                <LinkButton to={`/events/${id}/counterparts`}>{t('chooseCounterparts')}</LinkButton>
              )
            }
          >
            {!over && t('nowNoneText')}
          </Notice>
        }
      >
        {(data) => {
          const meetings = withBoardStates(data.meetings, board.snapshot);
          return (
            <>
              <NextCard eventId={id} meetings={meetings} board={board.snapshot} offset={board.offset} />
              <OwnMeetings eventId={id} meetings={meetings} />
              <OwnFiles eventId={id} />
            </>
          );
        }}
      </QueryState>
    </Page>
  );
}
