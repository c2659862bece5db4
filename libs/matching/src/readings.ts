import { units } from '#text';
import type { DocumentStore } from './document-store.js';
import { SoundPattern } from './sound-pattern.js';

/** A query as it may be meant. */
export interface Reading {
  text: string;
  because: 'typed' | 'sound' | 'spelling' | 'synonym';
  /** Scores by this reading count so much; 1 for the likeliest. */
  likelihood: number;
}

/** So many readings of a sound are looked into. */
const MOST_READINGS = 12;
const SHORTEST_PATTERN = 2;

interface Sounding {
  text: string;
  /** In how many labels. */
  count: number;
  exact: number;
  met: number;
}

/** What people mean who type by sound, found in the labels of the documents. */
export class Readings {
  constructor(private readonly store: DocumentStore) {}

  /** The readings of a query in which a word of letters stands that no document has; none for any other. */
  bySound(query: string): Reading[] {
    if (!this.isBySound(query)) return [];
    const whole = this.soundings(query);
    if (whole.length > 0) {
      const most = Math.max(...whole.map(({ count }) => count));
      return whole.map(({ text, count }) => ({
        text,
        because: 'sound',
        likelihood: (count / most) ** 0.5,
      }));
    }
    const parts = query.split(/\s+/).filter(Boolean);
    const text = parts.map((part) => this.partBySound(part)).join(' ');
    return text === parts.join(' ') ? [] : [{ text, because: 'sound', likelihood: 1 }];
  }

  private isBySound(query: string): boolean {
    return units(query).some(({ text }) => /^[a-z]{2,}$/.test(text) && this.isUnknown(text));
  }

  private isUnknown(word: string): boolean {
    return this.store.frequencyOf(this.store.codes.find(word)) === 0;
  }

  /** One part of a query, taken apart where no label holds it whole. */
  private partBySound(part: string): string {
    if (!this.isBySound(part)) return part;
    const found: string[] = [];
    let rest = new SoundPattern(part).codes;
    while (rest !== '') {
      const [best] = this.soundings(rest, true);
      found.push(best?.text ?? rest);
      rest = best ? rest.slice(best.met) : '';
    }
    return found.join(' ');
  }

  /** What labels hold that sounds like a text, or with `partly` like the beginning of it; the likeliest first. */
  private soundings(text: string, partly = false): Sounding[] {
    const pattern = new SoundPattern(text);
    const { length } = pattern.codes;
    if (length < SHORTEST_PATTERN) return [];
    const { labels } = this.store;
    const { codes } = labels;
    const found = new Map<string, Sounding>();
    let best = 0;
    pattern.scan(codes, (at) => {
      const label = labels.at(at);
      const { end, met, exact } = pattern.matchAt(codes, at, labels.startOf(label) + labels.lengthOf(label));
      const worth = partly && end - at > 1 ? met + 2 * exact : met === length ? exact + 1 : 0;
      if (worth < best || worth === 0) return;
      if (worth > best) found.clear();
      best = worth;
      const said = String.fromCharCode(...codes.subarray(at, end));
      const known = found.get(said);
      if (known) known.count++;
      else found.set(said, { text: said, count: 1, exact, met });
    });
    return [...found.values()]
      .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
      .slice(0, MOST_READINGS);
  }
}
