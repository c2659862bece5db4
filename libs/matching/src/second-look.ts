import type { AskedUnit } from './asked-units.js';
import type { DocumentStore } from './document-store.js';
import { counted, FIELDS, occurrenceWeight, saturated } from './fields.js';
import { CLOSE, EARLY, partsOf, type Look, type LookParts } from './look-parts.js';
import { oneSlip } from './one-slip.js';
import { PartLikeness } from './part-likeness.js';
import { TitleWords } from './title-words.js';
import { BREAK, FIELD_END, readStored } from './unit-codes.js';

/** Longer queries are answered by their terms alone. */
export const MOST_UNITS = 64;

/** In a query in one part: what a pair counts that the text parts by one unit more or fewer than the query. */
const NEARLY = 0.3;

const NOWHERE = -1;

/** What a second look asks of the documents that it reads. */
export type LookedAt = Pick<DocumentStore, 'texts' | 'titleWordLengths' | 'idfOf' | 'version'>;

/** Reads candidates as texts, not as bags of terms: what stands together, where, and how early. */
export class SecondLook {
  /** Han code → its last place in the query; the places before it follow in `earlier`. */
  private readonly placeOf = new Int8Array(0x10000).fill(NOWHERE);
  private readonly placeOfWord = new Map<number, number>();
  private readonly earlier = new Int8Array(MOST_UNITS);
  /** By last place: the weight of all places with the same unit, as a share of the query. */
  private readonly share = new Float64Array(MOST_UNITS);

  private query: number[] = [];
  /** By place in the query: where the part begins that ends here, -1 if none does. */
  private readonly partFrom = new Int8Array(MOST_UNITS);
  /** By the end of a part: 1 if one of the fields read so far holds it as it stands. */
  private readonly partHeld = new Uint8Array(MOST_UNITS);
  private readonly titleWords = new TitleWords(MOST_UNITS);
  private codes = new Uint32Array(1024);
  private title = new Uint32Array(1024);
  // What one field holds, by place in the query.
  private readonly alone = new Uint32Array(MOST_UNITS);
  private readonly paired = new Uint32Array(MOST_UNITS);
  private readonly near = new Uint32Array(MOST_UNITS);
  private readonly run = new Int32Array(MOST_UNITS);
  private readonly runEnd = new Int32Array(MOST_UNITS);
  private readonly within = new Int32Array(MOST_UNITS);
  private metAt = new Int32Array(1024);
  // What all fields hold, weighted.
  private readonly aloneIn = new Float64Array(MOST_UNITS);
  private readonly pairedIn = new Float64Array(MOST_UNITS + 1);
  private readonly nearIn = new Float64Array(MOST_UNITS);
  private readonly earliest = new Float64Array(MOST_UNITS);

  private readonly likeness: PartLikeness;

  constructor(private readonly store: LookedAt) {
    this.likeness = new PartLikeness(store);
  }

  /**
   * Reads the texts of slots for a query of 1 to {@link MOST_UNITS} units. A text whose title holds the whole query comes to
   * more than all that do not, the shortest title first.
   */
  read(asked: readonly AskedUnit[], slots: readonly number[]): LookParts[] {
    this.query = asked.map(({ code }) => code);
    const inOnePart = asked.every(({ first }, i) => first === (i === 0));
    this.enter(asked);
    const looks = slots.map((slot) => this.look(asked, slot, inOnePart));
    this.leave(asked);
    if (!inOnePart) {
      // Of a title that holds the whole query no part is missing, wherever it has spaces.
      const held = looks.map(({ title, heldParts }) => (title > 0 ? heldParts.map(() => true) : heldParts));
      this.likeness.of(slots, held).forEach((likeness, i) => (looks[i]!.likeness = likeness));
    }
    return partsOf(looks, asked, inOnePart);
  }

  private enter(asked: readonly AskedUnit[]): void {
    const all = asked.reduce((sum, { weight }) => sum + weight, 0);
    let from = 0;
    asked.forEach(({ code, weight, first }, place) => {
      if (first) from = place;
      this.partFrom[place] = asked[place + 1]?.first === false ? -1 : from;
      const before = this.place(code);
      this.earlier[place] = before;
      this.share[place] = weight / all + (before === NOWHERE ? 0 : this.share[before]!);
      if (code >= this.placeOf.length) this.placeOfWord.set(code, place);
      else if (code >= 0) this.placeOf[code] = place;
    });
  }

  private leave(asked: readonly AskedUnit[]): void {
    for (const { code } of asked) if (code >= 0 && code < this.placeOf.length) this.placeOf[code] = NOWHERE;
    this.placeOfWord.clear();
  }

  private place(code: number): number {
    if (code < 0) return NOWHERE;
    return code < this.placeOf.length ? this.placeOf[code]! : (this.placeOfWord.get(code) ?? NOWHERE);
  }

  private look(asked: readonly AskedUnit[], slot: number, inOnePart: boolean): Look {
    const n = asked.length;
    const stored = this.store.texts[slot]!;
    if (this.codes.length < stored.length) {
      this.codes = new Uint32Array(2 * stored.length);
      this.metAt = new Int32Array(2 * stored.length);
      this.title = new Uint32Array(2 * stored.length);
    }
    const length = readStored(stored, this.codes);
    this.aloneIn.fill(0, 0, n);
    this.pairedIn.fill(0, 0, n + 1);
    this.nearIn.fill(0, 0, n);
    this.earliest.fill(EARLY.units, 0, n);
    this.partHeld.fill(0, 0, n);
    const look: Look = {
      units: 0,
      inPairs: 0,
      pairs: 0,
      nearPairs: 0,
      closeness: 0,
      whole: false,
      title: 0,
      slip: undefined,
      words: 0,
      wholeParts: 0,
      heldParts: [],
      likeness: 0,
    };
    for (let field = 0, from = 0; field < FIELDS.length; field++) {
      let end = from;
      while (end < length && this.codes[end] !== FIELD_END) end++;
      if (end > from) {
        const met = this.readField(asked, field, from, end, look);
        if (field === 0 && met > 1) this.readTitle(asked, slot, from, end, met, inOnePart, look);
      }
      from = end + 1;
    }
    for (let i = 0, part = 0; i < n; i++) {
      const { weight, pairWeight } = asked[i]!;
      part += weight + pairWeight;
      const inPair = Math.max(this.pairedIn[i]!, this.pairedIn[i + 1]!);
      const early = EARLY.share * (1 - this.earliest[i]! / EARLY.units);
      look.units += weight * (saturated(this.aloneIn[i]!) + early);
      look.inPairs += weight * saturated(inPair);
      const pair = saturated(this.pairedIn[i]!);
      look.pairs += pairWeight * pair;
      if (this.partFrom[i]! >= 0) {
        const isHeld = this.partHeld[i] === 1;
        look.heldParts.push(isHeld);
        if (isHeld && this.partFrom[i]! < i) look.wholeParts += part;
        part = 0;
      }
      look.nearPairs += pairWeight * Math.max(0, NEARLY * saturated(this.nearIn[i]!) - pair);
    }
    return look;
  }

  private readField(
    asked: readonly AskedUnit[],
    field: number,
    from: number,
    end: number,
    look: Look,
  ): number {
    const { codes, alone, paired, near, run, runEnd, earlier, earliest } = this;
    const n = asked.length;
    alone.fill(0, 0, n);
    near.fill(0, 0, n);
    paired.fill(0, 0, n);
    runEnd.fill(from - 2, 0, n);
    let breaks = 0;
    let met = 0;
    for (let at = from; at < end; at++) {
      const code = codes[at]!;
      if (code === BREAK) {
        breaks++;
        continue;
      }
      const last = this.place(code);
      if (last === NOWHERE) continue;
      this.metAt[met++] = at;
      // From the last place to the first, so that a run is still read as it ended at the unit before.
      for (let i = last; i !== NOWHERE; i = earlier[i]!) {
        alone[i]!++;
        earliest[i] = Math.min(earliest[i]!, at - from);
        const goesOn = i > 0 && !asked[i]!.first && runEnd[i - 1] === at - 1;
        if (goesOn) paired[i]!++;
        run[i] = goesOn ? run[i - 1]! + 1 : 1;
        runEnd[i] = at;
        if (run[i] === n) look.whole = true;
        if (run[i]! > i - this.partFrom[i]! && this.partFrom[i]! >= 0) this.partHeld[i] = 1;
        if (!goesOn && this.nearlyGoesOn(asked, i, at)) near[i]!++;
      }
    }
    if (met === 0) return 0;
    const weight = occurrenceWeight(field, end - from - breaks);
    for (let i = 0; i < n; i++) {
      this.aloneIn[i]! += weight * counted(field, alone[i]!);
      this.pairedIn[i]! += weight * counted(field, paired[i]!);
      this.nearIn[i]! += weight * counted(field, near[i]!);
    }
    look.closeness = Math.max(look.closeness, this.closeness(met, n));
    return met;
  }

  /** Whether the unit before stands one unit too far away, or the one before that at the same distance as in the query. */
  private nearlyGoesOn(asked: readonly AskedUnit[], i: number, at: number): boolean {
    if (i === 0 || asked[i]!.first) return false;
    if (this.runEnd[i - 1] === at - 2) return true;
    return i > 1 && !asked[i - 1]!.first && this.runEnd[i - 2] === at - 2;
  }

  /** The largest share of the query's weight that stands within {@link CLOSE}.units of one field. */
  private closeness(met: number, n: number): number {
    const { codes, metAt, within, share } = this;
    within.fill(0, 0, n);
    let held = 0;
    let most = 0;
    let oldest = 0;
    for (let newest = 0; newest < met; newest++) {
      const unit = this.place(codes[metAt[newest]!]!);
      if (within[unit]!++ === 0) held += share[unit]!;
      while (metAt[oldest]! < metAt[newest]! - CLOSE.units) {
        const left = this.place(codes[metAt[oldest++]!]!);
        if (--within[left]! === 0) held -= share[left]!;
      }
      most = Math.max(most, held);
    }
    return Math.min(1, most);
  }

  /** What the title in `[from, end)` makes of the query: its words, and all of it, spaces and punctuation aside. */
  private readTitle(
    asked: readonly AskedUnit[],
    slot: number,
    from: number,
    end: number,
    met: number,
    inOnePart: boolean,
    look: Look,
  ): void {
    const { codes, title } = this;
    let length = 0;
    for (let at = from; at < end; at++) if (codes[at] !== BREAK) title[length++] = codes[at]!;
    look.words = this.wordsIn(asked, this.store.titleWordLengths(slot), inOnePart);
    if (met < asked.length - 2) return;
    if (this.titleHolds(length)) look.title = 1 + 1 / length;
    else if (inOnePart) look.slip = oneSlip(this.query, title, length);
  }

  /** Weight that the title's words cover of a query in one part; of several parts what they cut, below 0. */
  private wordsIn(asked: readonly AskedUnit[], lengths: string, inOnePart: boolean): number {
    const { titleWords, title, partFrom, partHeld } = this;
    const whole = titleWords.read(asked, title, lengths);
    if (inOnePart) return whole + titleWords.slipped(asked, title, lengths);
    let cut = 0;
    asked.forEach((_, end) => {
      if (partHeld[end] !== 1) return;
      cut += titleWords.open(asked, partFrom[end]!, end + 1);
    });
    return -cut;
  }

  /** Whether a title of so many units holds the query in a row. */
  private titleHolds(length: number): boolean {
    const { title, query } = this;
    for (let start = 0; start + query.length <= length; start++) {
      let held = 0;
      while (held < query.length && title[start + held] === query[held]) held++;
      if (held === query.length) return true;
    }
    return false;
  }
}
