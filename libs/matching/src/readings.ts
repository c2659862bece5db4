import { pinyinOf, units } from '#text';
import { withAbbreviations } from './abbreviations.js';
import type { DocumentStore } from './document-store.js';
import { labelCodes } from './label-codes.js';
import { SlippedSound } from './slipped-sound.js';
import { LONGEST_BY_SOUND, SoundPattern } from './sound-pattern.js';
import { readSynonyms, withSynonyms, type Synonyms, type Wording } from './synonyms.js';

/** A query as it may be meant. */
export interface Reading {
  text: string;
  because: 'typed' | 'sound' | 'synonym' | 'abbreviation';
  /** Scores by this reading count so much; 1 for the likeliest. */
  likelihood: number;
}

/** So many readings of a sound are looked into. */
const MOST_READINGS = 12;
const SHORTEST_PATTERN = 2;
/** So many initials among whole syllables may be there by accident: one is a syllable begun. */
const MIXED_INITIALS = 2;
/** What sounds alike but for a slip is meant where so many times as many labels hold it. */
const CLEARLY_MORE = 4;
const MOST_SYNONYMS = 4;
/** No short forms are looked for in longer queries. */
const LONGEST_ABBREVIATED = 64;
/** What a synonym or a short form counts against the word itself. */
const SYNONYM = 0.7;

interface Sounding {
  text: string;
  /** In how many labels. */
  count: number;
  exact: number;
  met: number;
}

/** Words as a text by sound falls into them, and how many of its letters those of several characters spell. */
interface Words {
  texts: string[];
  sure: number;
}

/** What people mean by a query, besides what they type: found in the labels of the documents and among synonyms. */
export class Readings {
  private synonyms: Wording[][] = [];

  constructor(private readonly store: DocumentStore) {}

  useSynonyms(synonyms: Synonyms): void {
    this.synonyms = readSynonyms(synonyms);
  }

  /** All readings of a query; as it is typed, unless it is typed by sound. */
  of(text: string): Reading[] {
    const bySound = this.bySound(text);
    return bySound.length > 0 ? bySound : this.asWritten(text);
  }

  /** The readings of a query that is not typed by sound: as it is typed, with synonyms and with short forms of names. */
  asWritten(text: string): Reading[] {
    const others = withSynonyms(text, this.synonyms).slice(0, MOST_SYNONYMS);
    const short =
      text.length > LONGEST_ABBREVIATED ? [] : withAbbreviations(text, this.store).slice(0, MOST_SYNONYMS);
    return [
      { text, because: 'typed', likelihood: 1 },
      ...others.map((text): Reading => ({ text, because: 'synonym', likelihood: SYNONYM })),
      ...short.map((text): Reading => ({ text, because: 'abbreviation', likelihood: SYNONYM })),
    ];
  }

  /** What labels have that sounds just like a query of Han characters but is written otherwise; the most frequent. */
  alike(query: string): string | undefined {
    if (query.length > LONGEST_BY_SOUND || !units(query).every(({ han }) => han)) return undefined;
    const [best] = this.soundings(pinyinOf(query).full);
    return best && best.exact === best.met && best.text !== labelCodes(query) ? best.text : undefined;
  }

  /** The readings of a query in which a word of letters stands that no document has; none for any other. */
  private bySound(query: string): Reading[] {
    if (query.length > LONGEST_BY_SOUND || !this.isBySound(query)) return [];
    const whole = this.soundings(query);
    if (whole.length > 0) return likely(this.meantBy(query, whole));
    const parts = query.split(/\s+/).filter(Boolean);
    const found = new Map([...new Set(parts)].map((part) => [part, this.partBySound(part)]));
    // What is typed in one is rather meant as one, with a slip, than as words that stand nowhere side by side.
    if (parts.length === 1 || ![...found.values()].every(({ isSure }) => isSure)) {
      const slipped = this.slipped(query);
      if (slipped.length > 0) return likely(slipped);
    }
    const readings = together(parts.map((part) => found.get(part)!.readings));
    return readings.filter(({ text }) => text !== parts.join(' '));
  }

  /** What sounds as typed, after what much more says but for a slip, where syllables and several initials are mixed. */
  private meantBy(query: string, whole: Sounding[]): Sounding[] {
    const [{ exact, met, count }] = whole as [Sounding];
    if (met - exact < MIXED_INITIALS || 2 * exact < met) return whole;
    const slipped = this.slipped(query);
    return slipped.length > 0 && slipped[0]!.count >= CLEARLY_MORE * count ? [...slipped, ...whole] : whole;
  }

  private isBySound(query: string): boolean {
    return units(query).some(({ text }) => /^[a-z]{2,}$/.test(text) && this.isUnknown(text));
  }

  private isUnknown(word: string): boolean {
    return this.store.frequencyOf(this.store.codes.find(word)) === 0;
  }

  /**
   * One part of a query, taken apart where no label holds it whole; sure if it falls into words in whole syllables. As it
   * is typed where most of it does not: anything could be read into it.
   */
  private partBySound(part: string): { readings: Reading[]; isSure: boolean } {
    const as = (text: string): Reading[] => [{ text, because: 'sound', likelihood: 1 }];
    if (!this.isBySound(part)) return { readings: as(part), isSure: true };
    const whole = this.soundings(part);
    if (whole.length > 0) return { readings: likely(whole), isSure: isSure(whole[0]!) };
    const { codes } = new SoundPattern(part);
    const { texts, sure } = this.words(codes, new Map());
    return { readings: as(2 * sure < codes.length ? part : texts.join(' ')), isSure: sure === codes.length };
  }

  /** Words that labels hold and that spell together as much of a text in whole syllables as can be; what is left stands as it is. */
  private words(text: string, known: Map<string, Words>): Words {
    const kept = known.get(text);
    if (kept) return kept;
    let best: Words = { texts: text === '' ? [] : [text], sure: 0 };
    const [sounding] = this.soundings(text, true);
    for (const { said, met } of sounding ? beginnings(sounding.text, text) : []) {
      const rest = this.words(text.slice(met), known);
      const sure = rest.sure + (said.length > 1 ? met : 0);
      if (sure > best.sure) best = { texts: [said, ...rest.texts], sure };
      if (sure === text.length) break;
    }
    if (best.sure === 0 && sounding) {
      const rest = this.words(text.slice(sounding.met), known);
      best = { texts: [sounding.text, ...rest.texts], sure: rest.sure };
    }
    known.set(text, best);
    return best;
  }

  /** What labels hold that sounds like a text but for one slip of the fingers; the most frequent first. */
  private slipped(text: string): Sounding[] {
    const { codes: asked } = new SoundPattern(text);
    const pattern = new SlippedSound(asked);
    if (!pattern.isLongEnough) return [];
    const { labels } = this.store;
    const { codes } = labels;
    const found = new Soundings(codes);
    labels.scan(pattern, (start) => {
      const end = pattern.endOf(codes, start);
      if (end !== undefined) found.add(start, end, { exact: 0, met: asked.length });
    });
    return found.mostFrequent();
  }

  /** What labels hold that sounds like a text, or with `partly` like the beginning of it; the likeliest first. */
  private soundings(text: string, partly = false): Sounding[] {
    const pattern = new SoundPattern(text);
    const { length } = pattern.codes;
    if (length < SHORTEST_PATTERN) return [];
    const { labels } = this.store;
    const { codes } = labels;
    const found = new Soundings(codes);
    let best = 0;
    labels.scan(pattern, (at) => {
      const label = labels.at(at);
      const { end, met, exact } = pattern.matchAt(codes, at, labels.startOf(label) + labels.lengthOf(label));
      const worth = partly && end - at > 1 ? met + 2 * exact : met === length ? exact + 1 : 0;
      if (worth < best || worth === 0) return;
      if (worth > best) found.clear();
      best = worth;
      found.add(at, end, { exact, met });
    });
    return found.mostFrequent();
  }
}

/** What stretches of code units say, and how often each. */
class Soundings {
  /** By the code units; of up to two of them, as most are, no text is made for each stretch. */
  private readonly found = new Map<string | number, Sounding>();

  constructor(private readonly codes: Uint16Array) {}

  clear(): void {
    this.found.clear();
  }

  add(start: number, end: number, how: { exact: number; met: number }): void {
    const { codes, found } = this;
    const text = (): string => String.fromCharCode(...codes.subarray(start, end));
    const key = end - start > 2 ? text() : (codes[start]! << 16) | (end - start > 1 ? codes[start + 1]! : 0);
    const known = found.get(key);
    if (known) known.count++;
    else found.set(key, { text: text(), count: 1, ...how });
  }

  mostFrequent(): Sounding[] {
    return [...this.found.values()]
      .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
      .slice(0, MOST_READINGS);
  }
}

/** Whether a text sounds as typed in whole syllables. */
const isSure = ({ text, exact, met }: Sounding): boolean => exact === met && text.length > 1;

/** What of a label begins a text that is typed by sound, in whole syllables; the longest first. */
function beginnings(label: string, text: string): { said: string; met: number }[] {
  const pattern = new SoundPattern(text);
  const codes = Array.from(label, (one) => one.charCodeAt(0));
  return codes
    .map((_, i) => {
      const { end, met, exact } = pattern.matchAt(codes, 0, i + 1);
      return { said: label.slice(0, i + 1), met, isWhole: end === i + 1 && exact === met };
    })
    .filter(({ said, met, isWhole }) => isWhole && said !== text.slice(0, met))
    .toReversed();
}

/** What several parts of a query may mean together, the likeliest first. */
function together(parts: readonly Reading[][]): Reading[] {
  return parts.reduce((before, part) =>
    before
      .flatMap((one) =>
        part.map(({ text, likelihood }): Reading => ({
          text: `${one.text} ${text}`,
          because: 'sound',
          likelihood: one.likelihood * likelihood,
        })),
      )
      .sort((a, b) => b.likelihood - a.likelihood)
      .slice(0, MOST_READINGS),
  );
}

/** Readings of a sound, the more likely the more labels hold them. */
function likely(soundings: readonly Sounding[]): Reading[] {
  const most = Math.max(...soundings.map(({ count }) => count));
  return soundings.map(({ text, count }) => ({ text, because: 'sound', likelihood: (count / most) ** 0.5 }));
}
