import {
  createEvent,
  createListing,
  type EventContent,
  type ListingDetail,
  moveEvent,
  type NeedContent,
  reviewListing,
  submitListing,
  type TechnologyContent,
} from '#contracts';
import type { Participant, Person } from './people.js';

const HOUR = 3_600_000;

/** A technology with the six fields that a submission needs. */
export const technology = (changes: Partial<TechnologyContent> = {}): TechnologyContent => ({
  title: '低压反渗透膜制备技术',
  summary: '面向再生水回用的高通量反渗透膜材料，抗污染、通量高。',
  problem: '现有反渗透膜通量低、易污染，再生水回用成本高。',
  field: 'environment',
  trl: 6,
  modes: ['licence', 'development'],
  ...changes,
});

/** A need with the six fields that a submission needs; the sample technology answers it. */
export const need = (changes: Partial<NeedContent> = {}): NeedContent => ({
  title: '再生水回用反渗透膜抗污染改造',
  kind: 'renovation',
  problem: '再生水回用系统的反渗透膜易污染，通量下降快，需要高通量抗污染膜材料。',
  field: 'environment',
  modes: ['development', 'licence'],
  deadline: '2099-12-31',
  ...changes,
});

/** An event that starts in two hours, with registration open now. */
export function eventPlan(changes: Partial<EventContent> = {}): EventContent {
  const at = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();
  return {
    seriesNumber: 1,
    title: '产研汇第1场',
    hosts: ['市科技局'],
    district: 'binhai',
    venue: '会议中心二层',
    startsAt: at(2),
    endsAt: at(6),
    registrationOpensAt: at(-24),
    registrationClosesAt: at(1),
    capacity: 50,
    quotas: {},
    approval: 'automatic',
    tables: 4,
    tableFeatures: {},
    rounds: [
      { startsAt: at(2), minutes: 15 },
      { startsAt: at(3), minutes: 15 },
      { startsAt: at(4), minutes: 15 },
    ],
    sessions: [],
    mayMeet: [
      ['institute', 'enterprise'],
      ['institute', 'investor'],
    ],
    ...changes,
  };
}

/** A planned event whose registration is open. Returns its id. */
export async function openEvent(organizer: Person, changes: Partial<EventContent> = {}): Promise<string> {
  const event = await organizer.agent.get(createEvent, { body: eventPlan(changes) });
  await organizer.agent.get(moveEvent, {
    params: { id: event.id },
    body: { version: event.version, state: 'registration' },
  });
  return event.id;
}

/** Moves an event on from where it stands. */
export async function moveTo(
  organizer: Person,
  id: string,
  version: number,
  state: 'matching' | 'live' | 'closed',
): Promise<number> {
  const event = await organizer.agent.get(moveEvent, { params: { id }, body: { version, state } });
  return event.version;
}

type Draft =
  | { kind: 'technology'; content: TechnologyContent; disclosure?: 'public' | 'registered' | 'confidential' }
  | { kind: 'need'; content: NeedContent; disclosure?: 'public' | 'registered' | 'confidential' };

/** Takes a listing the whole way into the catalogue. */
export async function publish(owner: Participant, reviewer: Person, draft: Draft): Promise<ListingDetail> {
  const started = await owner.agent.get(createListing, { body: draft });
  const params = { id: started.id };
  const submitted = await owner.agent.get(submitListing, { params, body: { version: started.version } });
  return reviewer.agent.get(reviewListing, {
    params,
    body: { version: submitted.version, decision: 'publish' },
  });
}

/** Titles on eight other matters: the engine judges a match by how far it stands out among the rest. */
export const otherMatters = [
  '焊接机器人',
  '疫苗佐剂',
  '卫星遥感',
  '小麦育种',
  '语音识别',
  '钢渣制砖',
  '储能电站',
  '芯片封装',
];
