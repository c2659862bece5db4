import type { Incident, readLiveDay, ResponseOf } from '#contracts';

export type LiveDay = ResponseOf<typeof readLiveDay>;

/** What the organizer chooses from; several of these are one incident with other rounds. */
export type RepairKind =
  | 'absent'
  | 'late'
  | 'leave'
  | 'present'
  | 'walk_in'
  | 'cancel'
  | 'meet'
  | 'close_table'
  | 'open_table'
  | 'end_after'
  | 'fill';

/** What is known so far of what happened. */
export interface RepairDraft {
  kind?: RepairKind;
  party?: string;
  /** A meeting, and the side of it that `party` is, where it was opened from a table. */
  meeting?: string;
  side?: 'a' | 'b';
  other?: string;
  organisation?: string;
  table?: number;
  /** The round from which, until which or after which. */
  round?: number;
}

/** The draft with the party that the side of a meeting is. */
export function withParty(draft: RepairDraft, { meetings }: LiveDay): RepairDraft {
  if (draft.party || !draft.side) return draft;
  return { ...draft, party: meetings.find(({ id }) => id === draft.meeting)?.[draft.side] };
}

/** Rounds that have not begun. */
export const roundsAhead = ({ begun, lastRound }: LiveDay): number[] =>
  Array.from({ length: Math.max(0, lastRound - begun) }, (_, i) => begun + 1 + i);

/** The rounds that a kind asks for: where to be back, from where to be gone, after which the day ends. */
export function roundChoices(kind: RepairKind, day: LiveDay): number[] {
  if (kind === 'late') return roundsAhead(day).slice(1);
  if (kind === 'leave') return roundsAhead(day);
  if (kind !== 'end_after') return [];
  const from = Math.max(1, day.begun);
  return Array.from({ length: day.plannedRounds - from + 1 }, (_, i) => from + i).filter(
    (round) => round !== day.lastRound,
  );
}

/** What to ask the server, or null while something is missing. */
export function incidentOf(draft: RepairDraft, day: LiveDay): Incident | null {
  const { kind, party, meeting, other, organisation, table } = draft;
  const round = draft.round ?? (kind && kind !== 'end_after' ? roundChoices(kind, day)[0] : undefined);
  switch (kind) {
    case 'absent':
      return party ? { type: 'absent', registration: party, from: day.begun + 1 } : null;
    case 'late':
      return party && round
        ? { type: 'absent', registration: party, from: day.begun + 1, until: round }
        : null;
    case 'leave':
      return party && round ? { type: 'absent', registration: party, from: round } : null;
    case 'present':
      return party ? { type: 'present', registration: party } : null;
    case 'walk_in':
      return organisation ? { type: 'walk_in', organisation } : null;
    case 'cancel':
      return meeting ? { type: 'cancel', meeting } : null;
    case 'meet':
      return party && other ? { type: 'meet', a: party, b: other } : null;
    case 'close_table':
    case 'open_table':
      return table ? { type: kind, table } : null;
    case 'end_after':
      return round ? { type: 'end_after', round } : null;
    case 'fill':
      return { type: 'fill' };
    case undefined:
      return null;
  }
}
