export { buildTimetable, type BuildOptions, type Timetable } from './build-timetable.js';
export { checkInstance, type Problem, type ProblemCode } from './check-instance.js';
export { checkSchedule, type Violation, type ViolationCode } from './check-schedule.js';
export type { Unplaced, UnplacedReason } from './explain-unplaced.js';
export {
  refuteInstance,
  type ConflictItem,
  type Refutation,
  type RefutationCode,
} from './feasibility/index.js';
export {
  minimiseIdlePeriods,
  type IdleOptions,
  type IdleProgress,
  type IdleTimetable,
} from './idle/minimise-idle-periods.js';
export type { EffortOptions, Progress } from './effort.js';
export { beyondPairs, type FixedMeeting, type Instance, type Pair, type Participant } from './instance.js';
export { measureSchedule, type Objectives } from './measure-schedule.js';
export { type Objective, objectiveNames } from './objectives.js';
export type { Meeting, Schedule } from './schedule.js';
export {
  BadInstanceError,
  InfeasibleError,
  type InfeasibleCode,
  type InfeasibleItem,
} from './scheduling-errors.js';
export * from './repair/index.js';
export {
  type Change,
  type Help,
  type HelpOptions,
  type Unmet,
  unmetByParticipant,
  whatWouldHelp,
} from './what-would-help.js';
