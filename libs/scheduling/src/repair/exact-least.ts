import type { Instance } from '../instance.js';
import { byPair, type Day } from './random-days.js';

/**
 * Fewest announced meetings given up, then fewest moved by choice, by trying every round for every meeting; shares no
 * code with the repair. Undefined if what must be held cannot be.
 */
export function exactLeast(
  { announced, event }: Day,
  after: Instance,
): { drops: number; byChoice: number } | undefined {
  const people = new Map(after.participants.map((person) => [person.id, person]));
  const tables = after.tables as readonly number[];
  const pinned = new Set(event.pinned);
  const was = byPair(announced);
  const wanted = after.pairs
    .map((pair, k) => ({ ...pair, k, was: was.get(k)?.round ?? -1 }))
    .filter(({ was, must }) => was >= 0 || must);
  const busy = new Set<string>();
  const load = tables.map(() => 0);
  const count = new Map<string, number>();
  const roundOf = new Map<number, number>();
  const allowed = ({ k, a, b, rounds, forbidden, was }: (typeof wanted)[number], r: number): boolean => {
    if (was >= 0 && was < event.now) return r === was;
    if (r < event.now || tables[r] === 0 || forbidden || (rounds && !rounds.includes(r))) return false;
    if (was >= 0 && pinned.has(k) && r !== was) return false;
    const homes = [a, b].map((id) => people.get(id)!.table).filter((table) => table !== undefined);
    if (homes.length === 2 && homes[0] !== homes[1]) return false;
    if (homes.length > 0 && homes[0]! >= tables[r]!) return false;
    return [a, b].every((id) => !people.get(id)!.unavailable?.includes(r));
  };
  let best: { drops: number; byChoice: number } | undefined;
  const search = (index: number, drops: number, byChoice: number): void => {
    if (best && (drops > best.drops || (drops === best.drops && byChoice >= best.byChoice))) return;
    const one = wanted[index];
    if (!one) {
      best = { drops, byChoice };
      return;
    }
    const couldStay = one.was >= 0 && allowed(one, one.was);
    const home = people.get(one.a)!.table ?? people.get(one.b)!.table;
    for (const r of [one.was, ...tables.keys()]) {
      if (r < 0 || (r === one.was && roundOf.has(one.k)) || !allowed(one, r)) continue;
      const keys = [`${one.a} ${r}`, `${one.b} ${r}`, ...(home === undefined ? [] : [`table ${home} ${r}`])];
      if (keys.some((key) => busy.has(key)) || (r >= event.now && load[r]! >= tables[r]!)) continue;
      const full = [one.a, one.b].some(
        (id) => (count.get(id) ?? 0) >= (people.get(id)!.maxMeetings ?? Infinity),
      );
      const unordered = (after.precedences ?? []).some(([x, y]) => {
        const [before, behind] = [x === one.k ? r : roundOf.get(x), y === one.k ? r : roundOf.get(y)];
        return [x, y].includes(one.k) && before !== undefined && behind !== undefined && before >= behind;
      });
      if (full || unordered) continue;
      keys.forEach((key) => busy.add(key));
      load[r]!++;
      for (const id of [one.a, one.b]) count.set(id, (count.get(id) ?? 0) + 1);
      roundOf.set(one.k, r);
      search(index + 1, drops, byChoice + (couldStay && r !== one.was ? 1 : 0));
      roundOf.delete(one.k);
      for (const id of [one.a, one.b]) count.set(id, count.get(id)! - 1);
      load[r]!--;
      keys.forEach((key) => busy.delete(key));
    }
    const stays = one.was >= 0 && (one.was < event.now || (pinned.has(one.k) && couldStay));
    if (!one.must && !stays) search(index + 1, drops + 1, byChoice + (couldStay ? 1 : 0));
  };
  search(0, 0, 0);
  return best;
}
