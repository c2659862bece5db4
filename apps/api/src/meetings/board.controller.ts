import { Controller } from '@nestjs/common';
import {
  arrive,
  commandBoard,
  type InputOf,
  listMyMeetings,
  markMeeting,
  readBoard,
  recordOutcome,
} from '#contracts';
import type { Caller } from '#identity';
import { IntentsReader } from '#intents';
import { BoardReader, MarkMeeting, MyMeetingsReader, RecordOutcome, RunBoard } from '#meetings';
import { Calling, Endpoint, Input } from '../http/endpoint.js';

@Controller()
export class BoardController {
  constructor(
    private readonly board: BoardReader,
    private readonly runBoard: RunBoard,
    private readonly marking: MarkMeeting,
    private readonly myMeetings: MyMeetingsReader,
    private readonly outcomes: RecordOutcome,
    private readonly intents: IntentsReader,
  ) {}

  @Endpoint(readBoard)
  read(@Calling() caller: Caller, @Input() { params }: InputOf<typeof readBoard>) {
    return this.board.snapshot(caller.rows, params.id);
  }

  @Endpoint(commandBoard)
  async command(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof commandBoard>) {
    await this.runBoard.run(caller, params.id, body);
    return this.board.snapshot(caller.rows, params.id);
  }

  @Endpoint(markMeeting)
  async mark(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof markMeeting>) {
    await this.marking.run(caller, params.id, params.meeting, body);
    return this.board.meeting(params.id, params.meeting);
  }

  @Endpoint(listMyMeetings)
  async mine(@Calling() caller: Caller, @Input() { params }: InputOf<typeof listMyMeetings>) {
    const { boardVersion, meetings } = await this.myMeetings.list(caller, params.id);
    const intents = await this.intents.ofMeetings(
      caller.rows,
      meetings.map((meeting) => meeting.id),
    );
    return {
      boardVersion,
      meetings: meetings.map((meeting) => ({ ...meeting, intentId: intents.get(meeting.id) ?? null })),
    };
  }

  @Endpoint(arrive)
  async arrive(@Calling() caller: Caller, @Input() { params }: InputOf<typeof arrive>) {
    await this.marking.arrive(caller, params.id, params.meeting);
    return this.board.meeting(params.id, params.meeting);
  }

  @Endpoint(recordOutcome)
  async outcome(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof recordOutcome>) {
    await this.outcomes.run(caller, params.id, params.meeting, body);
    return { ok: true };
  }
}
