import { inflateSync } from 'node:zlib';

/**
 * The characters that a PDF's embedded fonts can show and name: from the tables by which a reader turns glyphs back
 * into text. A character that the font lacks is not among them.
 */
export function pdfCharacters(pdf: Buffer): Set<string> {
  const characters = new Set<string>();
  const text = pdf.toString('latin1');
  for (const found of text.matchAll(/stream\r?\n/g)) {
    const start = found.index + found[0].length;
    const end = text.indexOf('endstream', start);
    let stream: string;
    try {
      stream = inflateSync(pdf.subarray(start, end)).toString('latin1');
    } catch {
      continue;
    }
    if (!stream.includes('beginbfrange') && !stream.includes('beginbfchar')) continue;
    for (const [, hex] of stream.matchAll(/<([0-9a-fA-F]{4,})>/g)) {
      characters.add(Buffer.from(hex!, 'hex').swap16().toString('utf16le'));
    }
  }
  return characters;
}
