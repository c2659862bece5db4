import { Controller } from '@nestjs/common';
import { advanceIntent, expressIntent, type InputOf, listIntents, readIntent } from '#contracts';
import type { Caller } from '#identity';
import { AdvanceIntent, ExpressIntent, IntentsReader } from '#intents';
import { Calling, Endpoint, Input } from '../http/endpoint.js';

@Controller()
export class IntentsController {
  constructor(
    private readonly express: ExpressIntent,
    private readonly advance: AdvanceIntent,
    private readonly reader: IntentsReader,
  ) {}

  @Endpoint(expressIntent)
  async create(@Calling() caller: Caller, @Input() { body }: InputOf<typeof expressIntent>) {
    return this.reader.detail(caller, await this.express.run(caller, body));
  }

  @Endpoint(listIntents)
  list(@Calling() caller: Caller, @Input() { query }: InputOf<typeof listIntents>) {
    return this.reader.list(caller.rows, query);
  }

  @Endpoint(readIntent)
  read(@Calling() caller: Caller, @Input() { params }: InputOf<typeof readIntent>) {
    return this.reader.detail(caller, params.id);
  }

  @Endpoint(advanceIntent)
  async transition(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof advanceIntent>) {
    await this.advance.run(caller, params.id, body);
    return this.reader.detail(caller, params.id);
  }
}
