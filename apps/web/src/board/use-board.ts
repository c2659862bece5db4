import {
  boardSocket,
  readBoard,
  type BoardChange,
  type BoardHeartbeat,
  type BoardSnapshot,
  type BoardWatchAnswer,
} from '#contracts';
import { useEffect, useRef, useState } from 'react';
import { io, type Socket } from 'socket.io-client';
import { ApiError, call } from '../api';
import { applyChange, laterSnapshot } from './board-state';

const pollMs = 5_000;
const watchTimeoutMs = 4_000;
/** Two heartbeats and a half without a word: the line is dead although the socket has not noticed. */
const silenceMs = boardSocket.heartbeatMs * 2.5;

export type BoardLink = 'connecting' | 'live' | 'polling' | 'offline';
export interface BoardView {
  snapshot: BoardSnapshot | null;
  /** Why there is no board to see (not found, not allowed). */
  problem: string | null;
  link: BoardLink;
  /** When the server was last heard of, on this device's clock. */
  heardAt: number | null;
  /** Server clock minus this device's clock, milliseconds. */
  offset: number;
}

interface BoardFeedOptions {
  /** Keeps the last good board on the device, for a wall screen that starts without the network. */
  keep?: boolean;
}

const storageKey = (eventId: string) => `chanyanhui.board.${eventId}`;

function keptBoard(eventId: string): { snapshot: BoardSnapshot; heardAt: number; offset: number } | null {
  try {
    return JSON.parse(localStorage.getItem(storageKey(eventId)) ?? 'null');
  } catch {
    return null;
  }
}

/** Follows one board: socket first, polling while the socket is down. Says every news through `tell`. */
class BoardFeed {
  private view: BoardView = { snapshot: null, problem: null, link: 'connecting', heardAt: null, offset: 0 };
  private readonly socket: Socket;
  private readonly timer: ReturnType<typeof setInterval>;
  private watching = false;
  private stopped = false;
  private lags: number[] = [];

  constructor(
    private readonly eventId: string,
    private readonly keep: boolean,
    private readonly tell: (view: BoardView) => void,
  ) {
    const kept = keep ? keptBoard(eventId) : null;
    if (kept) this.set(kept);
    this.socket = io(boardSocket.namespace, {
      // Straight to the socket; polling where a proxy refuses it.
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
    });
    this.socket.on('connect', () => void this.watch());
    this.socket.on('disconnect', () => this.set({ link: 'offline' }));
    this.socket.on(boardSocket.change, (change: BoardChange) => this.onChange(change));
    this.socket.on(boardSocket.heartbeat, (beat: BoardHeartbeat) => this.onHeartbeat(beat));
    this.timer = setInterval(() => void this.tick(), pollMs);
    // While the line is being made it is not broken yet.
    void this.poll('connecting');
  }

  stop() {
    this.stopped = true;
    clearInterval(this.timer);
    this.socket.close();
  }

  /** A snapshot that came as the answer to a command. */
  accept(snapshot: BoardSnapshot) {
    this.hear(snapshot.serverTime);
    this.set({ snapshot: laterSnapshot(this.view.snapshot, snapshot), problem: null });
  }

  /** Asks for the whole board again: through the socket where it is up, otherwise over HTTP. */
  async watch(): Promise<void> {
    if (this.watching || this.stopped) return;
    if (!this.socket.connected) return this.poll();
    this.watching = true;
    try {
      const answer = (await this.socket
        .timeout(watchTimeoutMs)
        .emitWithAck(boardSocket.watch, { eventId: this.eventId })) as BoardWatchAnswer;
      if ('snapshot' in answer) {
        this.accept(answer.snapshot);
        this.set({ link: 'live' });
      } else this.set({ problem: answer.problem.detail ?? answer.problem.title });
    } catch {
      // No acknowledgement in time: the next tick asks again.
    } finally {
      this.watching = false;
    }
  }

  private onChange(change: BoardChange) {
    if (change.eventId !== this.eventId) return;
    this.hear(change.serverTime);
    const applied = this.view.snapshot ? applyChange(this.view.snapshot, change) : 'gap';
    if (applied === 'gap') void this.watch();
    else this.set({ snapshot: applied.snapshot, link: 'live' });
  }

  private onHeartbeat(beat: BoardHeartbeat) {
    if (beat.eventId !== this.eventId) return;
    this.hear(beat.serverTime);
    if (!this.view.snapshot || beat.version > this.view.snapshot.version) void this.watch();
    else this.set({ link: 'live' });
  }

  private async tick() {
    const silent = Date.now() - (this.view.heardAt ?? 0) > silenceMs;
    if (!this.socket.connected) await this.poll();
    else if (silent || this.view.link !== 'live') await this.watch();
  }

  private async poll(link: BoardLink = 'polling') {
    try {
      const snapshot = await call(readBoard, { params: { id: this.eventId } });
      if (this.stopped) return;
      this.accept(snapshot);
      if (this.view.link !== 'live' && !this.socket.connected) this.set({ link });
    } catch (error) {
      if (this.stopped) return;
      // A refusal is an answer; anything else means that the server cannot be reached.
      const refused = error instanceof ApiError && error.status < 500;
      if (refused) this.set({ problem: error.message });
      else if (!this.socket.connected) this.set({ link: 'offline' });
    }
  }

  /** The largest of the last samples has the least delay on the way, so it is nearest to the server's clock. */
  private hear(serverTime: string) {
    const now = Date.now();
    this.lags = [...this.lags.slice(-11), Date.parse(serverTime) - now];
    this.set({ heardAt: now, offset: Math.max(...this.lags) });
  }

  private set(news: Partial<BoardView>) {
    if (this.stopped) return;
    this.view = { ...this.view, ...news };
    const { snapshot, heardAt, offset } = this.view;
    if (this.keep && news.snapshot) {
      try {
        localStorage.setItem(storageKey(this.eventId), JSON.stringify({ snapshot, heardAt, offset }));
      } catch {
        // A full or forbidden storage only costs the start without network.
      }
    }
    this.tell(this.view);
  }
}

/** The live board of an event by the versioned protocol of the contracts. */
export function useBoard(eventId: string, { keep = false }: BoardFeedOptions = {}) {
  const [view, setView] = useState<BoardView>({
    snapshot: null,
    problem: null,
    link: 'connecting',
    heardAt: null,
    offset: 0,
  });
  const feed = useRef<BoardFeed | null>(null);
  useEffect(() => {
    const own = new BoardFeed(eventId, keep, setView);
    feed.current = own;
    return () => own.stop();
  }, [eventId, keep]);
  return {
    ...view,
    accept: (snapshot: BoardSnapshot) => feed.current?.accept(snapshot),
    reload: () => void feed.current?.watch(),
  };
}
