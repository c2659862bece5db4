import { Controller } from '@nestjs/common';
import { SynonymTable } from '#catalogue';
import { type InputOf, readSynonyms, saveSynonyms } from '#contracts';
import type { Caller } from '#identity';
import { Calling, Endpoint, Input } from '../http/endpoint.js';

@Controller()
export class SynonymsController {
  constructor(private readonly table: SynonymTable) {}

  @Endpoint(readSynonyms)
  read() {
    return this.table.read();
  }

  @Endpoint(saveSynonyms)
  save(@Calling() caller: Caller, @Input() { body }: InputOf<typeof saveSynonyms>) {
    return this.table.save(caller, body);
  }
}
