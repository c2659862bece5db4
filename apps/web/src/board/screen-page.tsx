import type { BoardSnapshot } from '#contracts';
import { DisconnectOutlined, NotificationOutlined, SyncOutlined } from '@ant-design/icons';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { formatTime } from '../layout/time';
import { minutesAndSeconds, remainingMs, roundInView } from './board-state';
import { ageText } from './connection-badge';
import styles from './screen-page.module.css';
import { useBoard, type BoardView } from './use-board';
import { useNow } from './use-now';
import { useScreenAwake } from './use-screen-awake';
import { WallList } from './wall-list';
import { pagesOf, wallEntries, wallLayout } from './wall-layout';
import { WallTitle } from './wall-title';

const pageMs = 12_000;
const number = (value: string | null, or: number) => (Number(value) > 0 ? Number(value) : or);

/**
 * The wall screen: who sits where, in letters that are read from the last row. `?height=` is the height of the screen
 * in millimetres, `?distance=` the farthest reader in metres; `?page=` stops the turning (for a photograph).
 */
export function ScreenPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation('board');
  const board = useBoard(id, { keep: true });
  useScreenAwake();
  useEffect(() => {
    document.body.style.overflow = 'hidden';
    return () => {
      document.body.style.overflow = '';
    };
  }, []);
  return (
    <div className={styles.wall} data-testid="wall-screen">
      {board.snapshot ? (
        <Wall board={board} snapshot={board.snapshot} />
      ) : (
        <p className={styles.connecting} role="status">
          {board.problem ?? t('screenLoading')}
        </p>
      )}
    </div>
  );
}

function Wall({ board, snapshot }: { board: BoardView; snapshot: BoardSnapshot }) {
  const { t } = useTranslation('board');
  const now = useNow(250);
  const [search] = useSearchParams();
  const layout = wallLayout(number(search.get('height'), 1_220), number(search.get('distance'), 10), {
    tables: snapshot.tables,
    notice: snapshot.clock.notice !== null,
  });
  const round = roundInView(snapshot);
  const { clock } = snapshot;
  const left = remainingMs(clock, now + board.offset);
  const lists =
    clock.phase === 'ended' ? [] : pagesOf(wallEntries(snapshot, round), layout.rows * layout.columns);
  const pages = lists.length + 1;
  const fixed = search.get('page');
  const page = (fixed === null ? Math.floor(now / pageMs) : Number(fixed)) % pages;
  const list = lists[page - 1];
  return (
    <>
      <header className={styles.head}>
        <span className={styles.event}>{snapshot.title}</span>
        {list && (
          <span className={styles.short} data-testid="wall-short">
            {t('round', { no: round })} {clock.phase === 'paused' && t('screenPaused')}
            <b>
              {left === null
                ? t(clock.phase === 'break' ? 'screenBreak' : 'screenWaiting')
                : minutesAndSeconds(left)}
            </b>
          </span>
        )}
        <span className={styles.time}>{formatTime(now + board.offset)}</span>
      </header>
      <div className={styles.body}>
        {list ? (
          <WallList entries={list} layout={layout} />
        ) : (
          <WallTitle snapshot={snapshot} round={round} left={left} serverNow={now + board.offset} />
        )}
      </div>
      {clock.notice && (
        <div className={styles.notice} role="status" data-testid="wall-notice">
          <NotificationOutlined aria-hidden /> <span>{clock.notice}</span>
        </div>
      )}
      <WallFoot board={board} now={now} page={page + 1} pages={pages} />
    </>
  );
}

function WallFoot({
  board,
  now,
  page,
  pages,
}: {
  board: BoardView;
  now: number;
  page: number;
  pages: number;
}) {
  const { t } = useTranslation('board');
  const seconds = board.heardAt === null ? 0 : Math.max(0, Math.round((now - board.heardAt) / 1000));
  const age = ageText(seconds, t);
  const stale = board.link === 'offline' || seconds > 15;
  return (
    <footer className={`${styles.foot} ${stale ? styles.stale : ''}`}>
      <span data-testid="wall-age">
        <span aria-hidden>{stale ? <DisconnectOutlined /> : <SyncOutlined />}</span>{' '}
        {t(stale ? 'screenOffline' : 'screenAge', { age })}
      </span>
      <span>{board.snapshot?.venue}</span>
      <span className={styles.pageNo}>{t('pageOf', { page, pages })}</span>
    </footer>
  );
}
