import { Controller, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  closeAllSessions,
  closeSession,
  type InputOf,
  listDemoAccounts,
  openDemoSession,
  openSession,
  readLink,
  readMe,
  saveLocale,
  signUp,
  redeemLink,
} from '#contracts';
import {
  type Caller,
  IdentityReader,
  OneTimeLinks,
  type OpenedSession,
  personOf,
  Sessions,
  SignIn,
  SignUp,
} from '#identity';
import { AppError } from '#platform';
import { Calling, Endpoint, Input } from '../http/endpoint.js';
import { localeOf } from '../http/problem.js';
import { clearSessionCookie, sessionTokenOf, setSessionCookie } from '../http/session-cookie.js';

@Controller()
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly signUpService: SignUp,
    private readonly sessions: Sessions,
    private readonly links: OneTimeLinks,
    private readonly reader: IdentityReader,
  ) {}

  @Endpoint(readMe)
  me(@Calling() caller: Caller) {
    return this.reader.me(caller.actor);
  }

  @Endpoint(saveLocale)
  async speak(@Calling() caller: Caller, @Input() { body }: InputOf<typeof saveLocale>) {
    await this.sessions.speaks(personOf(caller).personId, body.locale);
    return { ok: true };
  }

  @Endpoint(signUp)
  async register(
    @Input() { body }: InputOf<typeof signUp>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const personId = await this.signUpService.run(body);
    return this.enter(request, response, await this.sessions.openForPerson(personId));
  }

  @Endpoint(openSession)
  async open(
    @Input() { body }: InputOf<typeof openSession>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const session = await this.signIn.withPassword(body.login, body.password, request.ip ?? 'unknown');
    return this.enter(request, response, session);
  }

  @Endpoint(closeSession)
  async close(@Req() request: Request, @Res({ passthrough: true }) response: Response) {
    await this.sessions.close(sessionTokenOf(request) ?? '');
    clearSessionCookie(response);
    return { ok: true };
  }

  @Endpoint(closeAllSessions)
  async closeAll(@Calling() caller: Caller, @Res({ passthrough: true }) response: Response) {
    await this.sessions.closeAllOf(personOf(caller).personId);
    clearSessionCookie(response);
    return { ok: true };
  }

  @Endpoint(listDemoAccounts)
  async demoAccounts() {
    return { accounts: await this.reader.demoAccounts() };
  }

  @Endpoint(openDemoSession)
  async openDemo(
    @Input() { body }: InputOf<typeof openDemoSession>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.enter(request, response, await this.signIn.asDemo(body.key));
  }

  @Endpoint(readLink)
  async link(@Input() { params }: InputOf<typeof readLink>) {
    const link = await this.links.read(params.token);
    if (link.purpose === 'device') throw new AppError('link_spent');
    return { purpose: link.purpose, organisation: link.organisation_name };
  }

  @Endpoint(redeemLink)
  async use(
    @Input() { params, body }: InputOf<typeof redeemLink>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const personId = await this.links.useForAccount(params.token, body);
    return this.enter(request, response, await this.sessions.openForPerson(personId));
  }

  private async enter(request: Request, response: Response, session: OpenedSession) {
    setSessionCookie(request, response, session);
    const actor = await this.sessions.actorOf(session.token);
    if (actor.kind === 'person') {
      await this.sessions.speaks(actor.personId, localeOf(request.headers['accept-language']));
    }
    return this.reader.me(actor);
  }
}
