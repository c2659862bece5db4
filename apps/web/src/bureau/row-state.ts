import {
  eventStates,
  intentStages,
  listingStates,
  meetingStates,
  registrationStates,
  termLabel,
  type Locale,
  type Term,
} from '#contracts';
import type { FigureKey } from './figure-links';

const terms: Partial<Record<FigureKey, Term[]>> = {
  events: eventStates,
  technologies: listingStates,
  needs: listingStates,
  registrations: registrationStates,
  check_ins: registrationStates,
  meetings_held: meetingStates,
  intents_confirmed: intentStages,
  intents_at_stage: intentStages,
  intents_of_institute: intentStages,
};

/** The state of a row in words; null where the code has no list, as for organisations. */
export function stateLabel(figure: FigureKey, state: string, locale: Locale): string | null {
  const list = terms[figure];
  return list ? termLabel(list, state, locale) : null;
}
