import type { Socket } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Problem } from '#contracts';
import { AppError } from '#platform';
import { problemOf } from './problem.js';

/**
 * Answers what Node's parser refuses before a route is known, such as an address beyond 16 KB, with a problem as
 * everywhere else.
 */
export function answerUnreadable(app: NestExpressApplication): void {
  app.getHttpServer().on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
    const problem: Problem = {
      ...problemOf(new AppError(tooLarge ? 'too_large' : 'malformed_request'), 'zh'),
      status: tooLarge ? 431 : 400,
    };
    const body = JSON.stringify(problem);
    socket.end(
      [
        `HTTP/1.1 ${problem.status} ${tooLarge ? 'Request Header Fields Too Large' : 'Bad Request'}`,
        'Content-Type: application/problem+json; charset=utf-8',
        `Content-Length: ${Buffer.byteLength(body)}`,
        'Connection: close',
        '',
        body,
      ].join('\r\n'),
    );
  });
}
