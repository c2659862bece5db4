import type { Request, Response } from 'express';
import type { OpenedSession } from '#identity';

const COOKIE = 'chanyanhui_session';

/** The session token of a request, from its cookie. */
export function sessionTokenOf(request: { headers: { cookie?: string } }): string | undefined {
  const pair = request.headers.cookie?.split(/;\s*/).find((part) => part.startsWith(`${COOKIE}=`));
  return pair?.slice(COOKIE.length + 1);
}

export function setSessionCookie(request: Request, response: Response, session: OpenedSession): void {
  response.cookie(COOKIE, session.token, {
    httpOnly: true,
    sameSite: 'lax',
    secure: request.secure,
    expires: session.expiresAt,
    path: '/',
  });
}

export function clearSessionCookie(response: Response): void {
  response.clearCookie(COOKIE, { path: '/' });
}
