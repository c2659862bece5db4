import { io, type Socket } from 'socket.io-client';
import { type BoardChange, boardSocket, type BoardSnapshot, type BoardWatchAnswer } from '#contracts';
import { eventually } from './eventually.js';

/** One screen that follows a board. */
export class BoardClient {
  readonly changes: BoardChange[] = [];
  private readonly socket: Socket;

  constructor(url: string) {
    this.socket = io(`${url}${boardSocket.namespace}`, { transports: ['websocket'], reconnection: false });
    this.socket.on(boardSocket.change, (change: BoardChange) => this.changes.push(change));
  }

  get connected(): boolean {
    return this.socket.connected;
  }

  watch(body: unknown): Promise<BoardWatchAnswer> {
    return this.socket.timeout(5_000).emitWithAck(boardSocket.watch, body) as Promise<BoardWatchAnswer>;
  }

  async snapshot(eventId: string): Promise<BoardSnapshot> {
    const answer = await this.watch({ eventId });
    if ('problem' in answer) throw new Error(`The board was refused: ${JSON.stringify(answer.problem)}`);
    return answer.snapshot;
  }

  change(version: number): Promise<BoardChange> {
    return eventually(`version ${version} on the board`, async () =>
      this.changes.find((one) => one.version === version),
    );
  }

  close(): void {
    this.socket.disconnect();
  }
}
