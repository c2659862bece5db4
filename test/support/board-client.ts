import { io, type Socket } from 'socket.io-client';
import { type BoardChange, boardSocket, type BoardSnapshot, type Problem } from '#contracts';
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

  watch(body: unknown): Promise<{ snapshot?: BoardSnapshot; problem?: Problem }> {
    return this.socket.timeout(5_000).emitWithAck(boardSocket.watch, body) as Promise<{
      snapshot?: BoardSnapshot;
      problem?: Problem;
    }>;
  }

  async snapshot(eventId: string): Promise<BoardSnapshot> {
    const { snapshot, problem } = await this.watch({ eventId });
    if (!snapshot) throw new Error(`The board was refused: ${JSON.stringify(problem)}`);
    return snapshot;
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
