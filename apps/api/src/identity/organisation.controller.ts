import { Controller } from '@nestjs/common';
import {
  changeMember,
  decideOrganisation,
  type InputOf,
  inviteMember,
  listMembers,
  listOrganisations,
} from '#contracts';
import {
  type Caller,
  ChangeMember,
  DecideOrganisation,
  IdentityReader,
  OneTimeLinks,
  organisationOf,
} from '#identity';
import { Database } from '#platform';
import { Calling, Endpoint, Input } from '../http/endpoint.js';

@Controller()
export class OrganisationController {
  constructor(
    private readonly reader: IdentityReader,
    private readonly decide: DecideOrganisation,
    private readonly changeMemberService: ChangeMember,
    private readonly links: OneTimeLinks,
    private readonly database: Database,
  ) {}

  @Endpoint(listOrganisations)
  list(@Calling() caller: Caller, @Input() { query }: InputOf<typeof listOrganisations>) {
    return this.reader.organisations(caller.rows, query);
  }

  @Endpoint(decideOrganisation)
  async decision(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof decideOrganisation>) {
    await this.decide.run(caller, params.id, body);
    return this.reader.organisation(params.id);
  }

  @Endpoint(listMembers)
  async members(@Calling() caller: Caller) {
    return { members: await this.reader.members(organisationOf(caller).id) };
  }

  @Endpoint(inviteMember)
  async invite(@Calling() caller: Caller, @Input() { body }: InputOf<typeof inviteMember>) {
    const link = await this.database.transaction((tx) =>
      this.links.make(tx, {
        purpose: 'invitation',
        days: 7,
        organisationId: organisationOf(caller).id,
        organisationRole: body.role,
      }),
    );
    return { path: `/links/${link.token}`, expiresAt: link.expiresAt.toISOString() };
  }

  @Endpoint(changeMember)
  async change(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof changeMember>) {
    const person = await this.changeMemberService.run(caller, params.id, body);
    return {
      id: person.id,
      name: person.name,
      login: person.login,
      role: person.organisationRole,
      active: person.active,
    };
  }
}
