import type { ListingContent, NeedContent, TechnologyContent } from '#contracts';

/** Common models read 512 tokens, of which a Chinese character is one; some services refuse a longer text. */
const LONGEST_TEXT = 500;

/** What a vector is made of: the parts of a listing that say most come first, for the rest is cut. */
export function vectorText(content: ListingContent): string {
  const { title, keywords, problem, text } = content;
  const { summary } = content as TechnologyContent;
  const targets = (content as NeedContent).targets?.map(({ name }) => name).join('，');
  return [title, keywords?.join('，'), summary, problem, targets, text]
    .filter(Boolean)
    .join('\n')
    .slice(0, LONGEST_TEXT);
}

/** A vector as it is kept. */
export function bytesOf(vector: Float32Array): Buffer {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [i, value] of vector.entries()) bytes.writeFloatLE(value, i * 4);
  return bytes;
}

/** A kept vector's numbers. */
export function numbersOf(bytes: Buffer): Float32Array {
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(i * 4));
}
