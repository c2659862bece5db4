import { Controller, type OnApplicationBootstrap } from '@nestjs/common';
import { OperateSearch, OwnIndex } from '#catalogue';
import { readSearchIndex, rebuildSearchIndex, reconcileSearchIndex } from '#contracts';
import type { Caller } from '#identity';
import { Calling, Endpoint } from '../http/endpoint.js';

@Controller()
export class SearchIndexController implements OnApplicationBootstrap {
  constructor(
    private readonly operate: OperateSearch,
    private readonly own: OwnIndex,
  ) {}

  /** The first search need not wait for the load. */
  onApplicationBootstrap(): void {
    // Whoever searches tries again and meets the error.
    void this.own.start().catch(() => undefined);
  }

  @Endpoint(readSearchIndex)
  state() {
    return this.operate.state();
  }

  @Endpoint(rebuildSearchIndex)
  rebuild(@Calling() caller: Caller) {
    return this.operate.ask(caller, 'rebuild');
  }

  @Endpoint(reconcileSearchIndex)
  reconcile(@Calling() caller: Caller) {
    return this.operate.ask(caller, 'reconciliation');
  }
}
