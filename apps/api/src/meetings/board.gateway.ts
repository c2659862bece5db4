import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
} from '@nestjs/websockets';
import type { Namespace, Socket } from 'socket.io';
import { type BoardHeartbeat, boardSocket, boardWatch, type BoardWatchAnswer } from '#contracts';
import { can, Sessions } from '#identity';
import { type BoardNotice, BoardReader } from '#meetings';
import { AppError, Clock, NotificationListener } from '#platform';
import { faultsOf } from '../http/field-faults.js';
import { localeOf, problemOf } from '../http/problem.js';
import { sessionTokenOf } from '../http/session-cookie.js';

const roomOf = (eventId: string) => `event:${eventId}`;

/**
 * The live board over socket.io. Each api process hears the database's notifications and tells its own sockets, so a
 * change reaches every socket once however many processes there are; missed messages are found by the version.
 */
@WebSocketGateway({ namespace: boardSocket.namespace })
export class BoardGateway implements OnGatewayInit, OnGatewayConnection, OnApplicationShutdown {
  @WebSocketServer() private readonly namespace: Namespace;
  private readonly logger = new Logger(BoardGateway.name);
  private heartbeat: NodeJS.Timeout | undefined;
  /** Messages of one event leave in the order of their versions. */
  private sending = Promise.resolve();

  constructor(
    private readonly board: BoardReader,
    private readonly sessions: Sessions,
    private readonly clock: Clock,
    private readonly listener: NotificationListener,
  ) {}

  async afterInit(): Promise<void> {
    // Before anything is awaited: nobody waits for this method, and a shutdown may come first.
    this.heartbeat = setInterval(() => void this.beat(), boardSocket.heartbeatMs);
    await this.listener.listen('board', (payload) => {
      const notice = JSON.parse(payload) as BoardNotice;
      this.sending = this.sending
        .then(() => this.tell(notice))
        .catch((error: Error) => this.logger.error(`A board change was not sent: ${error.message}`));
    });
  }

  handleConnection(socket: Socket): void {
    // A wrong message must not take the process down.
    socket.on('error', (error) => this.logger.warn(error.message));
  }

  /** Joins an event's room; acknowledged with the snapshot, or with a problem. */
  @SubscribeMessage(boardSocket.watch)
  async watch(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown): Promise<BoardWatchAnswer> {
    const { headers } = socket.handshake;
    try {
      const parsed = boardWatch.safeParse(body);
      if (!parsed.success) throw new AppError('invalid_input', { fields: faultsOf(parsed.error, body) });
      const { eventId } = parsed.data;
      const decision = can(await this.sessions.actorOf(sessionTokenOf({ headers })), 'event.read', {
        eventId,
      });
      if (!decision.allowed) throw new AppError(decision.code);
      await socket.join(roomOf(eventId));
      return { snapshot: await this.board.snapshot(decision.rows, eventId) };
    } catch (error) {
      return { problem: problemOf(error, localeOf(headers['accept-language'])) };
    }
  }

  private async tell(notice: BoardNotice): Promise<void> {
    if (!this.namespace.adapter.rooms.has(roomOf(notice.eventId))) return;
    this.namespace.local.to(roomOf(notice.eventId)).emit(boardSocket.change, await this.board.change(notice));
  }

  private async beat(): Promise<void> {
    const eventIds = [...this.namespace.adapter.rooms.keys()]
      .filter((room) => room.startsWith('event:'))
      .map((room) => room.slice('event:'.length));
    if (eventIds.length === 0) return;
    const serverTime = this.clock.now().toISOString();
    for (const { eventId, version } of await this.board.versions(eventIds)) {
      const message: BoardHeartbeat = { eventId, version, serverTime };
      this.namespace.local.to(roomOf(eventId)).volatile.emit(boardSocket.heartbeat, message);
    }
  }

  onApplicationShutdown(): void {
    clearInterval(this.heartbeat);
  }
}
