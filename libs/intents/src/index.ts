export { AdvanceIntent } from './advance-intent.service.js';
export { ExpireIntents } from './expire-intents.service.js';
export { ExpressIntent } from './express-intent.service.js';
export { mainStages } from './intent.js';
export { IntentsModule } from './intents.module.js';
export { IntentsReader } from './intents.reader.js';
export { matterOutcome } from './matter-outcome.js';
