import { units, wordBorders, type Unit } from '#text';

/** Where a quote stands: code units `[start, end)` of the named field of the profile as it was given. */
export interface Place {
  field: string;
  start: number;
  end: number;
}

/** A wording that both sides use, with its place in either. */
export interface Phrase {
  text: string;
  need: Place;
  technology: Place;
}

export interface QuotableField {
  field: string;
  text: string;
}

const MOST_PHRASES = 5;
const MOST_RUNS = 12;
const MOST_UNITS = 2_000;
const LONGEST = 32;
const MOST_PLACES = 8;
/** Words that say nothing at the edge of a quote. */
const particles = new Set('的了着过和与及或等在是为对以于并可一有由从到将把被而也都不其该这中上下个');
/** Endings that say nothing without the word before them. */
const endings = new Set('式性化型类者率');
/** How far around a run its words are looked up. */
const CONTEXT = 12;

export interface PlacedUnit extends Unit {
  field: string;
  source: string;
}

interface Run {
  need: number;
  technology: number;
  length: number;
}

/**
 * The longest and rarest wordings common to two texts: at least two Han characters or one whole word, at most five,
 * none part of another, heaviest first. `weigh` gives the weight of a character pair or word; wordings whose mean
 * weight is below `least` are too common to be quoted.
 */
export function commonPhrases(
  ours: PlacedUnit[],
  theirs: PlacedUnit[],
  weigh: (term: string) => number,
  least: number,
): Phrase[] {
  const candidates = new Map<string, { run: Run; weight: number }>();
  for (const found of weightiestRuns(ours, theirs, weigh, least)) {
    const run = wholeWords(found, ours, theirs);
    const text = textOf(run, ours);
    if (candidates.has(text) || !saysSomething(run, ours)) continue;
    const weights = termsOf(run, ours).map(weigh);
    const weight = weights.reduce((sum, one) => sum + one, 0);
    if (weight >= least * weights.length) candidates.set(text, { run, weight });
  }
  const chosen: { text: string; run: Run }[] = [];
  for (const [text, { run }] of [...candidates].sort((a, b) => b[1].weight - a[1].weight)) {
    if (chosen.length === MOST_PHRASES) break;
    if (!chosen.some((other) => other.text.includes(text) || text.includes(other.text)))
      chosen.push({ text, run });
  }
  return chosen.map(({ run }) => ({
    text: quote(run, ours),
    need: placeOf(ours, run.need, run.length),
    technology: placeOf(theirs, run.technology, run.length),
  }));
}

/** Common runs that hold a term worth quoting, each wording once; looking up the words in more of them takes too long. */
function weightiestRuns(
  ours: PlacedUnit[],
  theirs: PlacedUnit[],
  weigh: (term: string) => number,
  least: number,
): Run[] {
  const runs = new Map<string, { run: Run; weight: number }>();
  for (const run of commonRuns(ours, theirs)) {
    const text = textOf(run, ours);
    if (runs.has(text)) continue;
    const weights = termsOf(run, ours).map(weigh);
    if (weights.some((weight) => weight >= least))
      runs.set(text, { run, weight: weights.reduce((sum, weight) => sum + weight, 0) });
  }
  return [...runs.values()]
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_RUNS)
    .map(({ run }) => run);
}

/** The units of the fields with their places, ready for {@link commonPhrases}. */
export function placedUnits(fields: QuotableField[]): PlacedUnit[] {
  const placed: PlacedUnit[] = [];
  for (const { field, text } of fields) {
    for (const { text: own, start, end, han, joined } of units(text)) {
      placed.push({ text: own, start, end, han, joined, field, source: text });
    }
  }
  return placed.slice(0, MOST_UNITS);
}

/** What a common run may begin with: a pair of Han characters or a word. */
function opening(all: PlacedUnit[], at: number): string | undefined {
  const unit = all[at];
  if (unit === undefined || !unit.han) return unit?.text;
  const next = all[at + 1];
  return next?.han && next.joined ? unit.text + next.text : undefined;
}

function* commonRuns(ours: PlacedUnit[], theirs: PlacedUnit[]): Generator<Run> {
  const places = new Map<string, number[]>();
  ours.forEach((_, at) => {
    const key = opening(ours, at);
    if (key === undefined) return;
    const known = places.get(key);
    if (known === undefined) places.set(key, [at]);
    else if (known.length < MOST_PLACES) known.push(at);
  });
  for (let at = 0; at < theirs.length; at++) {
    const key = opening(theirs, at);
    for (const place of (key === undefined ? undefined : places.get(key)) ?? []) {
      if (continuesEarlierRun(ours, place, theirs, at)) continue;
      let length = 1;
      while (length < LONGEST && extend(ours[place + length], theirs[at + length])) length++;
      yield { need: place, technology: at, length };
    }
  }
}

function extend(a: PlacedUnit | undefined, b: PlacedUnit | undefined): boolean {
  return a !== undefined && b !== undefined && a.joined && b.joined && a.text === b.text;
}

function continuesEarlierRun(ours: PlacedUnit[], a: number, theirs: PlacedUnit[], b: number): boolean {
  const key = opening(ours, a - 1);
  return key !== undefined && key === opening(theirs, b - 1) && ours[a]!.joined && theirs[b]!.joined;
}

/** Shortens a run to what begins and ends with a word on both sides, without particles at its edges. */
function wholeWords({ need, technology, length }: Run, ours: PlacedUnit[], theirs: PlacedUnit[]): Run {
  const ofTheirs = bordersWithin(theirs, technology, length);
  const borders = new Set([...bordersWithin(ours, need, length)].filter((at) => ofTheirs.has(at)));
  const isParticle = (at: number): boolean =>
    borders.has(at) && borders.has(at + 1) && particles.has(ours[need + at]!.text);
  const isEnding = (at: number): boolean => borders.has(at + 1) && endings.has(ours[need + at]!.text);
  let from = 0;
  let to = length;
  while (from < to && (!borders.has(from) || isParticle(from) || isEnding(from))) from++;
  while (to > from && (!borders.has(to) || isParticle(to - 1))) to--;
  return { need: need + from, technology: technology + from, length: to - from };
}

/** The same runs of a text are met in many others. */
const knownBorders = new WeakMap<PlacedUnit[], Map<number, Set<number>>>();

/** After how many units of the run a word begins or ends. */
function bordersWithin(all: PlacedUnit[], at: number, length: number): Set<number> {
  const known = knownBorders.get(all) ?? new Map<number, Set<number>>();
  knownBorders.set(all, known);
  const run = at * LONGEST + length;
  const borders = known.get(run) ?? findBorders(all, at, length);
  known.set(run, borders);
  return borders;
}

function findBorders(all: PlacedUnit[], at: number, length: number): Set<number> {
  const first = all[at]!;
  const from = Math.max(0, first.start - CONTEXT);
  const end = all[at + length - 1]!.end;
  const inText = wordBorders(first.source.slice(from, end + CONTEXT));
  const within = new Set<number>();
  for (let i = 0; i < length; i++) {
    const { start, end } = all[at + i]!;
    if (inText.has(start - from)) within.add(i);
    if (inText.has(end - from)) within.add(i + 1);
  }
  return within;
}

/** Two Han characters, or a word of two characters or more that is not a bare number. */
function saysSomething(run: Run, ours: PlacedUnit[]): boolean {
  const within = ours.slice(run.need, run.need + run.length);
  const word = within.some(({ han, text }) => !han && text.length >= 2 && /\p{L}/u.test(text));
  return word || within.filter(({ han }) => han).length >= 2;
}

function termsOf(run: Run, ours: PlacedUnit[]): string[] {
  const terms: string[] = [];
  for (let at = run.need; at < run.need + run.length; at++) {
    const unit = ours[at]!;
    const next = at + 1 < run.need + run.length ? ours[at + 1] : undefined;
    if (!unit.han) terms.push(unit.text);
    else if (next?.han) terms.push(unit.text + next.text);
  }
  return terms;
}

function textOf(run: Run, ours: PlacedUnit[]): string {
  return ours
    .slice(run.need, run.need + run.length)
    .map(({ text }) => text)
    .join('');
}

/** The wording as the need spells it, with the spaces between Han characters closed. */
function quote(run: Run, ours: PlacedUnit[]): string {
  const { start, end } = placeOf(ours, run.need, run.length);
  return ours[run.need]!.source.slice(start, end).replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');
}

function placeOf(all: PlacedUnit[], from: number, length: number): Place {
  return { field: all[from]!.field, start: all[from]!.start, end: all[from + length - 1]!.end };
}
