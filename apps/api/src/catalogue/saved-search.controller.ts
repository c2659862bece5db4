import { Controller } from '@nestjs/common';
import { SavedSearches } from '#catalogue';
import {
  changeSavedSearch,
  deleteSavedSearch,
  type InputOf,
  listSavedSearches,
  saveSearch,
  unsubscribeSearches,
} from '#contracts';
import type { Caller } from '#identity';
import { Calling, Endpoint, Input } from '../http/endpoint.js';

@Controller()
export class SavedSearchController {
  constructor(private readonly searches: SavedSearches) {}

  @Endpoint(listSavedSearches)
  async list(@Calling() caller: Caller) {
    return { searches: await this.searches.list(caller) };
  }

  @Endpoint(saveSearch)
  save(@Calling() caller: Caller, @Input() { body }: InputOf<typeof saveSearch>) {
    return this.searches.save(caller, body);
  }

  @Endpoint(unsubscribeSearches)
  async unsubscribe(@Input() { query }: InputOf<typeof unsubscribeSearches>) {
    await this.searches.unsubscribe(query.token);
    return { ok: true };
  }

  @Endpoint(changeSavedSearch)
  change(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof changeSavedSearch>) {
    return this.searches.change(caller, params.id, body);
  }

  @Endpoint(deleteSavedSearch)
  async forget(@Calling() caller: Caller, @Input() { params }: InputOf<typeof deleteSavedSearch>) {
    await this.searches.forget(caller, params.id);
    return { ok: true };
  }
}
