/** What a search may spend: meetings given up, and announced meetings taken from their place. */
export interface Allowance {
  readonly drops: number;
  readonly ejections: number;
}

/** Changes (`Board.apply`), with the value of the meetings given up and the number of people whose meetings change. */
export interface Found {
  readonly changes: readonly number[];
  readonly loss: number;
  readonly people: number;
}
