/** Something the operator can mend, said in one sentence and shown without a stack. */
export class LocalProblem extends Error {
  override readonly name = 'LocalProblem';
}
