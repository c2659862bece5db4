import type { Plan } from './plan.js';

/**
 * Table numbers in the order in which the engine counts them: it knows how many tables a round has, so those in use
 * come first. Tables that were taken away keep their place at the end, for what has begun there.
 * @param between a table that is about to be opened or closed: it stands between the others
 */
export function tableOrder(
  { tables, closedTables, meetings }: Pick<Plan, 'tables' | 'closedTables' | 'meetings'>,
  between?: number,
): { order: number[]; open: number } {
  const most = Math.max(tables, between ?? 0, ...meetings.map(({ table }) => table));
  const isOpen = (table: number) => table <= tables && !closedTables.includes(table);
  const numbers = Array.from({ length: most }, (_, i) => i + 1);
  const others = numbers.filter((table) => table !== between);
  return {
    order: [
      ...others.filter(isOpen),
      ...(between === undefined ? [] : [between]),
      ...others.filter((table) => !isOpen(table)),
    ],
    open: numbers.filter(isOpen).length,
  };
}
