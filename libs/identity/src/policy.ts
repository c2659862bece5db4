import type { Action, ErrorCode, Locale } from '#contracts';

export interface PersonActor {
  kind: 'person';
  personId: string;
  name: string;
  organisation: {
    id: string;
    name: string;
    kind: 'institute' | 'enterprise' | 'investor' | 'bureau' | 'district';
    state: 'pending' | 'approved' | 'rejected';
  } | null;
  organisationRole: 'member' | 'admin' | null;
  platformRole: 'bureau_officer' | 'district_officer' | 'system_admin' | null;
  district: string | null;
  /** Events that this person organizes. */
  organizes: string[];
}
export interface DeviceActor {
  kind: 'device';
  eventId: string;
  name: string;
}
export type Actor = PersonActor | DeviceActor | { kind: 'visitor' };

/** What the action is about, as far as the caller of `can` knows it. */
export interface Resource {
  eventId?: string;
  /** Organisations that the thing belongs to. */
  organisationIds?: string[];
}

export type Disclosure = 'public' | 'registered' | 'confidential';

/** Rows a reader may return: those for which any of these holds. */
export interface RowFilter {
  all: boolean;
  organisationId: string | null;
  district: string | null;
  eventIds: string[];
  /** Published rows of these disclosure levels. */
  disclosure: Disclosure[];
}
export interface Allowed {
  allowed: true;
  rows: RowFilter;
  /** The deepest part of a listing that may be shown of rows that are not one's own. */
  fields: Disclosure;
}
export type Decision = Allowed | { allowed: false; code: ErrorCode };

const deny = (code: ErrorCode): Decision => ({ allowed: false, code });
const none: RowFilter = { all: false, organisationId: null, district: null, eventIds: [], disclosure: [] };
const allow = (rows: Partial<RowFilter> = {}, fields: Disclosure = 'public'): Allowed => ({
  allowed: true,
  rows: { ...none, ...rows },
  fields,
});

type Rule = (actor: Actor, resource: Resource) => Decision;

const everybody: Rule = () => allow({ disclosure: ['public'] });
const isBureau = (actor: Actor) =>
  actor.kind === 'person' &&
  (actor.platformRole === 'bureau_officer' || actor.platformRole === 'system_admin');

/** A signed-in person; nobody else. */
const person =
  (rule: (actor: PersonActor, resource: Resource) => Decision): Rule =>
  (actor, resource) =>
    actor.kind === 'person'
      ? rule(actor, resource)
      : deny(actor.kind === 'visitor' ? 'not_signed_in' : 'not_allowed');
const bureau: Rule = person((actor) =>
  isBureau(actor) ? allow({ all: true }, 'confidential') : deny('not_allowed'),
);
/** A member of an approved organisation that takes part: institute, enterprise or investor. */
const participant = (
  rule: (actor: PersonActor, organisationId: string, resource: Resource) => Decision,
): Rule =>
  person((actor, resource) => {
    if (!actor.organisation || ['bureau', 'district'].includes(actor.organisation.kind))
      return deny('not_allowed');
    if (actor.organisation.state !== 'approved') return deny('organisation_not_approved');
    return rule(actor, actor.organisation.id, resource);
  });
const own = (organisationId: string, resource: Resource): Decision =>
  resource.organisationIds && !resource.organisationIds.includes(organisationId)
    ? deny('not_allowed')
    : allow({ organisationId }, 'confidential');

const manageEvent: Rule = person((actor, { eventId }) => {
  if (isBureau(actor)) return allow({ all: true }, 'registered');
  if (eventId && actor.organizes.includes(eventId)) return allow({ eventIds: [eventId] }, 'registered');
  return deny('not_allowed');
});

/** Organizes events without speaking for an organisation that takes part. */
const brokers = (actor: PersonActor) => actor.organizes.length > 0 && actor.organisation === null;
/** Who judges and steers the matching of others: the bureau and organizers. */
const broker: Rule = person((actor) => {
  if (isBureau(actor)) return allow({ all: true }, 'registered');
  return brokers(actor) ? allow({ disclosure: ['public', 'registered'] }, 'registered') : deny('not_allowed');
});

/** One rule for each action; what no rule allows is denied. */
const rules: Record<Action, Rule> = {
  'public.read': everybody,
  'session.open': everybody,
  'session.own': person(() => allow()),
  'organisation.signUp': everybody,
  'organisation.review': bureau,
  'organisation.manage': person((actor) =>
    actor.organisation && actor.organisationRole === 'admin'
      ? allow({ organisationId: actor.organisation.id })
      : deny('not_allowed'),
  ),
  'listing.read': (actor) => {
    if (actor.kind !== 'person') return allow({ disclosure: ['public'] });
    if (isBureau(actor)) return allow({ all: true }, 'confidential');
    const approved = actor.organisation?.state === 'approved' || actor.platformRole === 'district_officer';
    return allow(
      {
        organisationId: actor.organisation?.id ?? null,
        disclosure: approved ? ['public', 'registered'] : ['public'],
      },
      approved ? 'registered' : 'public',
    );
  },
  'listing.write': person((actor, resource) => {
    if (isBureau(actor) && resource.organisationIds) return allow({ all: true }, 'confidential');
    return participant((_, organisationId) => own(organisationId, resource))(actor, resource);
  }),
  'listing.import': participant((_, organisationId) => allow({ organisationId }, 'confidential')),
  'listing.review': bureau,
  'match.read': person((actor, resource) => {
    if (isBureau(actor)) return allow({ all: true }, 'registered');
    if (brokers(actor)) return allow({ disclosure: ['public', 'registered'] }, 'registered');
    return participant((_, organisationId) => own(organisationId, resource))(actor, resource);
  }),
  'match.steer': broker,
  'coverage.read': person((actor) => {
    if (isBureau(actor)) return allow({ all: true }, 'registered');
    if (actor.organizes.length > 0) return allow({ disclosure: ['public', 'registered'] }, 'registered');
    return deny('not_allowed');
  }),
  'thesis.own': participant((actor, organisationId) =>
    actor.organisation?.kind === 'investor'
      ? allow({ organisationId, disclosure: ['public', 'registered'] }, 'registered')
      : deny('not_allowed'),
  ),
  'event.read': (actor) => {
    if (isBureau(actor)) return allow({ all: true });
    return allow({ eventIds: actor.kind === 'person' ? actor.organizes : [], disclosure: ['public'] });
  },
  'event.create': bureau,
  'event.manage': manageEvent,
  'event.desk': (actor, resource) =>
    actor.kind === 'device'
      ? resource.eventId === actor.eventId
        ? allow({ eventIds: [actor.eventId] })
        : deny('not_allowed')
      : manageEvent(actor, resource),
  'registration.own': participant((_, organisationId) => allow({ organisationId }, 'registered')),
  'meeting.own': participant((_, organisationId) => allow({ organisationId }, 'registered')),
  'intent.own': person((actor, resource) => {
    if (isBureau(actor)) return allow({ all: true }, 'confidential');
    if (actor.platformRole === 'district_officer') return allow({ district: actor.district });
    return participant((_, organisationId) => own(organisationId, resource))(actor, resource);
  }),
  'intent.verify': bureau,
  'tally.read': person((actor) => {
    if (isBureau(actor)) return allow({ all: true });
    if (actor.platformRole === 'district_officer' && actor.district)
      return allow({ district: actor.district });
    return deny('not_allowed');
  }),
  'audit.read': bureau,
};

/**
 * The one policy: may this actor do this, to which rows, and how much of them may be seen. Pure; denies what no rule
 * allows. Readers require `rows` as an argument, so that a query without a filter does not compile.
 */
export function can(actor: Actor, action: Action, resource: Resource = {}): Decision {
  return rules[action](actor, resource);
}

/** Whoever calls a use case: the actor with the policy's decision for the route's action. */
export interface Caller {
  actor: Actor;
  rows: RowFilter;
  fields: Disclosure;
  locale: Locale;
}
