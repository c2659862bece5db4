import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { can, Sessions } from '#identity';
import { AppError } from '#platform';
import { type ApiRequest, routeOf } from './endpoint.js';
import { localeOf } from './problem.js';
import { sessionTokenOf } from './session-cookie.js';

const uuid = /^[0-9a-f-]{36}$/i;

/** Asks the policy before every route; a handler without a route of the contracts is refused. */
@Injectable()
export class PolicyGuard implements CanActivate {
  constructor(private readonly sessions: Sessions) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const route = routeOf(context);
    if (!route) throw new AppError('not_allowed');
    refuseForeignOrigin(request);
    const actor = await this.sessions.actorOf(sessionTokenOf(request));
    const eventId = route.path.startsWith('/events/:id') ? String(request.params['id']) : undefined;
    const decision = can(actor, route.policy, {
      eventId: eventId && uuid.test(eventId) ? eventId : undefined,
    });
    if (!decision.allowed) throw new AppError(decision.code);
    request.caller = {
      actor,
      rows: decision.rows,
      fields: decision.fields,
      locale: localeOf(request.headers['accept-language']),
    };
    return true;
  }
}

/** A browser says where a changing request comes from; another site's is refused (with SameSite cookies, twice). */
function refuseForeignOrigin(request: ApiRequest): void {
  const origin = request.headers.origin;
  if (request.method === 'GET' || !origin) return;
  const host = request.headers['x-forwarded-host'] ?? request.headers.host;
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw new AppError('foreign_origin');
}
