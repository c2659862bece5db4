import { Controller, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  changeEvent,
  createEvent,
  type InputOf,
  listEvents,
  makeDeviceLink,
  moveEvent,
  openDeviceSession,
  readEvent,
} from '#contracts';
import { Devices, EventsReader, PlanEvent } from '#events';
import type { Caller } from '#identity';
import { Calling, Endpoint, Input } from '../http/endpoint.js';
import { setSessionCookie } from '../http/session-cookie.js';

@Controller()
export class EventController {
  constructor(
    private readonly reader: EventsReader,
    private readonly plan: PlanEvent,
    private readonly devices: Devices,
  ) {}

  @Endpoint(listEvents)
  list(@Calling() caller: Caller, @Input() { query }: InputOf<typeof listEvents>) {
    return this.reader.list(caller.rows, query.page, query.pageSize);
  }

  @Endpoint(readEvent)
  detail(@Calling() caller: Caller, @Input() { params }: InputOf<typeof readEvent>) {
    return this.reader.detail(caller, params.id);
  }

  @Endpoint(createEvent)
  async create(@Calling() caller: Caller, @Input() { body }: InputOf<typeof createEvent>) {
    return this.reader.detail(caller, await this.plan.create(caller, body));
  }

  @Endpoint(changeEvent)
  async change(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof changeEvent>) {
    await this.plan.change(caller, params.id, body.version, body.content);
    return this.reader.detail(caller, params.id);
  }

  @Endpoint(moveEvent)
  async move(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof moveEvent>) {
    await this.plan.move(caller, params.id, body.version, body.state);
    return this.reader.detail(caller, params.id);
  }

  @Endpoint(makeDeviceLink)
  async deviceLink(@Input() { params, body }: InputOf<typeof makeDeviceLink>) {
    const link = await this.devices.makeLink(params.id, body.name);
    return { path: `/device/${link.token}`, expiresAt: link.expiresAt.toISOString() };
  }

  @Endpoint(openDeviceSession)
  async openDevice(
    @Input() { params }: InputOf<typeof openDeviceSession>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { session, eventId } = await this.devices.open(params.token);
    setSessionCookie(request, response, session);
    return { eventId };
  }
}
