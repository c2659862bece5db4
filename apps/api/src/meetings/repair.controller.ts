import { Controller } from '@nestjs/common';
import { type InputOf, listWalkIns, proposeRepair, readLiveDay, takeRepair } from '#contracts';
import { WalkInsReader } from '#events';
import type { Caller } from '#identity';
import { LiveDayReader, RepairWaysReader, TakeRepair } from '#meetings';
import { Calling, Endpoint, Input } from '../http/endpoint.js';

@Controller()
export class RepairController {
  constructor(
    private readonly days: LiveDayReader,
    private readonly walkIns: WalkInsReader,
    private readonly repairs: RepairWaysReader,
    private readonly taking: TakeRepair,
  ) {}

  @Endpoint(readLiveDay)
  day(@Input() { params }: InputOf<typeof readLiveDay>) {
    return this.days.read(params.id);
  }

  @Endpoint(listWalkIns)
  async newcomers(@Input() { params, query }: InputOf<typeof listWalkIns>) {
    return { items: await this.walkIns.list(params.id, query.q) };
  }

  @Endpoint(proposeRepair)
  async propose(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof proposeRepair>) {
    const { timetable, proposals } = await this.repairs.ways(caller.locale, params.id, body.incident);
    return { timetable, proposals: proposals.map(({ shown }) => shown) };
  }

  @Endpoint(takeRepair)
  async take(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof takeRepair>) {
    return { timetable: await this.taking.run(caller, params.id, body) };
  }
}
