import { Converter } from 'opencc-js/t2cn';

const convert = Converter({ from: 't', to: 'cn' });
/** By code unit: its simplified form, 0 for one not asked for yet. */
const known = new Uint16Array(0x10000);

/** The simplified form of a Han character of the basic plane, itself if it has none (機 → 机); one for one. */
export function simplified(code: number): number {
  const form = known[code]!;
  if (form !== 0) return form;
  // The dictionary leads some forms to others that it knows as well: go on to the last one.
  let last = String.fromCharCode(code);
  for (let next = convert(last); next !== last && next.length === 1; next = convert(last)) last = next;
  return (known[code] = last.charCodeAt(0));
}
