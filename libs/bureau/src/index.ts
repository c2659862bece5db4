export { AuditReader } from './audit.reader.js';
export { BureauModule } from './bureau.module.js';
export { TALLY_QUERY_VERSION } from './figures.js';
export { TallyReader } from './tally.reader.js';
