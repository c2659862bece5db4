import { Platform20261124000100 } from './20261124000100-platform.js';
import { Identity20261124000200 } from './20261124000200-identity.js';
import { Catalogue20261124000300 } from './20261124000300-catalogue.js';
import { Events20261124000400 } from './20261124000400-events.js';
import { Meetings20261124000500 } from './20261124000500-meetings.js';
import { Intents20261124000600 } from './20261124000600-intents.js';
import { TimetableEdits20261125000100 } from './20261125000100-timetable-edits.js';
import { TimetableRuns20261125000200 } from './20261125000200-timetable-runs.js';
import { Absences20261127000100 } from './20261127000100-absences.js';

/** In the order in which they run. */
export const migrations = [
  Platform20261124000100,
  Identity20261124000200,
  Catalogue20261124000300,
  Events20261124000400,
  Meetings20261124000500,
  Intents20261124000600,
  TimetableEdits20261125000100,
  TimetableRuns20261125000200,
  Absences20261127000100,
];
