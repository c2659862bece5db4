import type { Problem } from './check-instance.js';

/** What a refusal is about. Pairs by index in `Instance.pairs`, rounds from 0. */
export interface InfeasibleItem {
  readonly pair?: number;
  readonly participant?: string;
  readonly round?: number;
}

export type InfeasibleCode =
  /** Two fixed meetings, or a fixed meeting and a rule, exclude each other. */
  | 'fixed-conflict'
  /** A fixed meeting lies before `frozenBefore` and was not held. */
  | 'fixed-in-the-past'
  /** A meeting of the frozen rounds breaks a rule of the instance. */
  | 'frozen-conflict'
  /** A required pair has no round in which both may meet. */
  | 'must-without-round'
  /** A participant has more required meetings than rounds or than its cap. */
  | 'must-over-capacity'
  /** More required meetings than tables in all rounds together. */
  | 'must-over-tables'
  /** These required meetings and the demands on them contradict each other; `refuteInstance` says how. */
  | 'must-contradict'
  /** No placement of these required pairs was found; not a proof that there is none. */
  | 'must-not-placed'
  /** No timetable within `limits` was found; not a proof that there is none. */
  | 'break-limits';

const UNPROVEN: ReadonlySet<InfeasibleCode> = new Set<InfeasibleCode>(['must-not-placed', 'break-limits']);

/** No timetable keeps all hard rules (`proven`), or none was found within the effort allowed. */
export class InfeasibleError extends Error {
  readonly proven: boolean;

  constructor(
    readonly code: InfeasibleCode,
    readonly items: readonly InfeasibleItem[],
  ) {
    super(`${code}: ${items.slice(0, 10).map(nameOf).join(', ')}${items.length > 10 ? ', …' : ''}`);
    this.name = 'InfeasibleError';
    this.proven = !UNPROVEN.has(code);
  }
}

/** The instance itself is wrong; `problems` names each wrong item. */
export class BadInstanceError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(
      problems
        .slice(0, 10)
        .map((problem) => `${problem.item}: ${problem.message}`)
        .join('; '),
    );
    this.name = 'BadInstanceError';
  }
}

function nameOf(item: InfeasibleItem): string {
  const parts: string[] = [];
  if (item.pair !== undefined) parts.push(`pair ${item.pair}`);
  if (item.participant !== undefined) parts.push(`participant ${item.participant}`);
  if (item.round !== undefined) parts.push(`round ${item.round}`);
  return parts.join(' ');
}
