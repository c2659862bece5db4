import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { AppError, Idempotency } from '#platform';
import { type ApiRequest, routeOf } from './endpoint.js';

/**
 * What leaves a route: the fields of its response schema and nothing else. With an `Idempotency-Key` the effect and its
 * answer commit in one transaction, and a repeat gets the first answer.
 */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  constructor(private readonly idempotency: Idempotency) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const route = routeOf(context);
    if (context.getType() !== 'http' || !route?.response) return next.handle();
    const schema = route.response;
    const answer = async () => schema.parse(await lastValueFrom(next.handle()));
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const key = request.headers['idempotency-key'];
    if (!route.idempotent || typeof key !== 'string') return from(answer());
    if (key.length === 0 || key.length > 200) {
      throw new AppError('invalid_input', {
        fields: [{ field: 'Idempotency-Key', reason: 'too_long', values: { max: 200 } }],
      });
    }
    const { actor } = request.caller;
    const who =
      actor.kind === 'person' ? actor.personId : actor.kind === 'device' ? actor.eventId : 'visitor';
    const scope = `${who} ${route.method} ${request.path}`;
    return from(this.idempotency.run({ key, scope, body: request.body }, answer));
  }
}
