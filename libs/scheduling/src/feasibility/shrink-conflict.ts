import type { Instance } from '../instance.js';
import type { ConflictItem } from './conflict-items.js';

/**
 * Drops demands as long as the rest still contradict (deletion filter), big pieces first.
 * @param items contradicting demands; the ones in front are dropped before those behind
 * @param refuted whether demands are found to contradict; more demands never contradict less
 * @returns demands of which none can be dropped
 */
export function shrinkConflict(
  items: readonly ConflictItem[],
  refuted: (items: readonly ConflictItem[]) => boolean,
): ConflictItem[] {
  let kept = [...items];
  for (let piece = kept.length >> 1; piece >= 1; piece >>= 1) {
    for (let start = 0; start < kept.length;) {
      const rest = [...kept.slice(0, start), ...kept.slice(start + piece)];
      if (refuted(rest)) kept = rest;
      else start += piece;
    }
  }
  return kept;
}

/** Sorts demands by how many meetings lie between their participants and some pairs, the farthest first. */
export function fromFarToNear(
  instance: Instance,
  items: readonly ConflictItem[],
  pairs: readonly number[],
): ConflictItem[] {
  const neighbours = new Map<string, string[]>();
  for (const item of items) {
    if (item.kind !== 'meeting') continue;
    const { a, b } = instance.pairs[item.pair]!;
    neighbours.set(a, [...(neighbours.get(a) ?? []), b]);
    neighbours.set(b, [...(neighbours.get(b) ?? []), a]);
  }
  const distance = new Map<string, number>();
  let ring = pairs.flatMap((pair) => [instance.pairs[pair]!.a, instance.pairs[pair]!.b]);
  for (let steps = 0; ring.length > 0; steps++) {
    ring = ring.filter((id) => !distance.has(id));
    for (const id of ring) distance.set(id, steps);
    ring = ring.flatMap((id) => neighbours.get(id) ?? []);
  }
  const far = distance.size;
  const of = (id: string) => distance.get(id) ?? far;
  const ofPair = (pair: number) => of(instance.pairs[pair]!.a) + of(instance.pairs[pair]!.b);
  const ofItem = (item: ConflictItem): number => {
    if ('pair' in item) return ofPair(item.pair);
    if ('participant' in item) return 2 * of(item.participant);
    if (item.kind === 'precedence') return Math.min(ofPair(item.before), ofPair(item.after));
    return 0;
  };
  return items
    .map((item) => ({ item, far: ofItem(item) }))
    .sort((x, y) => y.far - x.far)
    .map(({ item }) => item);
}
