export { BadEventError, checkEvent, type EventProblem, type EventProblemCode } from './check-event.js';
export type { AddedMeeting, Diff, DroppedMeeting, MissingMeeting, MovedMeeting, Place } from './diff.js';
export type { Incident, LiveEvent } from './event.js';
export type { Impossible } from './prove-impossible.js';
export type { Reason, ReasonCode } from './reasons.js';
export {
  LiveTimetable,
  type Proposal,
  type ProposalKind,
  type Repair,
  type RepairOptions,
  repairTimetable,
  type Worth,
} from './repair-timetable.js';
export { type Names, sayReason, type Sentence } from './say-reason.js';
