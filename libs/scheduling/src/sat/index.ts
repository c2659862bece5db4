export { countTrue } from './counter.js';
export { SatSolver, type Effort } from './sat-solver.js';
