import type { EventContent, EventDetail } from '#contracts';
import type { Dayjs } from 'dayjs';
import { fromPicker, toPicker } from './wall-clock';

type Kind = 'institute' | 'enterprise' | 'investor';
export const quotaKinds: Kind[] = ['institute', 'enterprise', 'investor'];
export const meetPairs = [
  ['institute', 'enterprise'],
  ['institute', 'investor'],
  ['enterprise', 'investor'],
] as const;
const pairKey = (pair: readonly string[]) => pair.join('_');
export const pairKeys = meetPairs.map(pairKey);

/** What stands in the form's fields. */
export interface EventFormValues {
  seriesNumber: number;
  title: string;
  theme?: EventContent['theme'];
  intro?: string;
  hosts: string[];
  district: EventContent['district'];
  venue: string;
  time: [Dayjs, Dayjs];
  window: [Dayjs, Dayjs];
  capacity: number;
  quotas: Partial<Record<Kind, number | null>>;
  approval: EventContent['approval'];
  mayMeet: string[];
  tables: number;
  tableFeatures: EventContent['tableFeatures'];
  roundStart: Dayjs;
  roundMinutes: number;
  roundBreak: number;
  roundCount: number;
  sessions: { title: string; room?: string; time: [Dayjs, Dayjs] }[];
}
export type RoundPlan = Pick<EventFormValues, 'roundStart' | 'roundMinutes' | 'roundBreak' | 'roundCount'>;

/** Rounds of one length with one break between them. */
export function plannedRounds(plan: RoundPlan): EventContent['rounds'] {
  return Array.from({ length: plan.roundCount }, (_, i) => ({
    startsAt: fromPicker(plan.roundStart.add(i * (plan.roundMinutes + plan.roundBreak), 'minute')),
    minutes: plan.roundMinutes,
  }));
}

/** The plan that would make these rounds, as far as there is one. */
function planOf(rounds: EventContent['rounds']): RoundPlan {
  const [first, second] = rounds;
  const minutes = first!.minutes;
  const gap = second ? (Date.parse(second.startsAt) - Date.parse(first!.startsAt)) / 60_000 - minutes : 5;
  return {
    roundStart: toPicker(first!.startsAt),
    roundMinutes: minutes,
    roundBreak: Math.max(0, Math.round(gap)),
    roundCount: rounds.length,
  };
}

/** Whether the plan in the form makes exactly these rounds. */
export function isEven(rounds: EventContent['rounds']): boolean {
  const made = plannedRounds(planOf(rounds));
  return made.every(
    (one, i) =>
      Date.parse(one.startsAt) === Date.parse(rounds[i]!.startsAt) && one.minutes === rounds[i]!.minutes,
  );
}

/** A day in two weeks, from nine to five, six rounds of twenty minutes in the afternoon. */
export function newEventValues(): Partial<EventFormValues> {
  const now = toPicker(new Date().toISOString());
  const day = now.add(14, 'day').startOf('day');
  return {
    time: [day.hour(9), day.hour(17)],
    window: [now.startOf('hour').add(1, 'hour'), day.subtract(2, 'day').hour(18)],
    capacity: 120,
    quotas: {},
    approval: 'automatic',
    mayMeet: ['institute_enterprise', 'institute_investor'],
    tables: 20,
    tableFeatures: {},
    roundStart: day.hour(13).minute(30),
    roundMinutes: 20,
    roundBreak: 5,
    roundCount: 6,
    hosts: [],
    sessions: [],
  };
}

export function valuesOf(event: EventDetail): EventFormValues {
  return {
    seriesNumber: event.seriesNumber,
    title: event.title,
    theme: (event.theme ?? undefined) as EventFormValues['theme'],
    intro: event.intro ?? undefined,
    hosts: event.hosts,
    district: event.district as EventFormValues['district'],
    venue: event.venue,
    time: [toPicker(event.startsAt), toPicker(event.endsAt)],
    window: [toPicker(event.registrationOpensAt), toPicker(event.registrationClosesAt)],
    capacity: event.capacity,
    quotas: event.quotas,
    approval: event.approval,
    mayMeet: pairKeys.filter((key) =>
      event.mayMeet.some((pair) => pairKey(pair) === key || pairKey(pair.toReversed()) === key),
    ),
    tables: event.tables,
    tableFeatures: event.tableFeatures,
    ...planOf(event.rounds),
    sessions: event.sessions.map(({ title, room, startsAt, endsAt }) => ({
      title,
      room,
      time: [toPicker(startsAt), toPicker(endsAt)],
    })),
  };
}

/** What is sent; `rounds` stands in where the present rounds are kept as they are. */
export function contentOf(values: EventFormValues, rounds?: EventContent['rounds']): EventContent {
  const quotas = Object.entries(values.quotas ?? {}).filter(([, seats]) => typeof seats === 'number');
  return {
    seriesNumber: values.seriesNumber,
    title: values.title,
    theme: values.theme,
    intro: values.intro || undefined,
    hosts: values.hosts,
    district: values.district,
    venue: values.venue,
    startsAt: fromPicker(values.time[0]),
    endsAt: fromPicker(values.time[1]),
    registrationOpensAt: fromPicker(values.window[0]),
    registrationClosesAt: fromPicker(values.window[1]),
    capacity: values.capacity,
    quotas: Object.fromEntries(quotas),
    approval: values.approval,
    tables: values.tables,
    tableFeatures: Object.fromEntries(
      Object.entries(values.tableFeatures ?? {}).flatMap(([feature, tables]) => {
        const there = (tables ?? []).filter((table) => table <= values.tables);
        return there.length > 0 ? [[feature, there]] : [];
      }),
    ),
    rounds: rounds ?? plannedRounds(values),
    sessions: (values.sessions ?? []).map(({ title, room, time }) => ({
      title,
      room: room || undefined,
      startsAt: fromPicker(time[0]),
      endsAt: fromPicker(time[1]),
    })),
    mayMeet: meetPairs.filter((pair) => values.mayMeet.includes(pairKey(pair))).map(([a, b]) => [a, b]),
  };
}

/** The form's field for a field that the server names. */
export function formFieldOf(field: string): string[] {
  const [head = '', ...rest] = field.replace(/^content\./, '').split('.');
  if (head === 'startsAt' || head === 'endsAt') return ['time'];
  if (head === 'registrationOpensAt' || head === 'registrationClosesAt') return ['window'];
  if (head === 'rounds') return ['roundCount'];
  return head === 'quotas' ? [head, ...rest] : [head];
}
