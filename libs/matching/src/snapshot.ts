import type { Facets } from './facet-columns.js';

/** What an index is made of; postings follow from the texts. */
export interface SnapshotContent {
  words: readonly string[];
  documents: readonly { id: string; text: string; facets: Facets }[];
}

/** The bytes are no snapshot that this version can load; the message says why. */
export class SnapshotError extends Error {
  override name = 'SnapshotError';
}

/** “CYHI” */
const MAGIC = 0x49485943;
const VERSION = 1;
/** Magic, version, length of the content, its checksum; 32 bits each, little-endian. */
const HEADER = 16;

/** Content as bytes: the header, then every text as its length and its UTF-16 code units. */
export function writeSnapshot({ words, documents }: SnapshotContent): Uint8Array {
  const texts = [String(words.length), ...words, String(documents.length)];
  for (const { id, text, facets } of documents) texts.push(id, text, JSON.stringify(facets));
  const size = texts.reduce((sum, text) => sum + 4 + 2 * text.length, 0);
  const bytes = new Uint8Array(HEADER + size);
  const view = new DataView(bytes.buffer);
  let at = HEADER;
  for (const text of texts) {
    view.setUint32(at, text.length, true);
    at += 4;
    for (let i = 0; i < text.length; i++, at += 2) view.setUint16(at, text.charCodeAt(i), true);
  }
  [MAGIC, VERSION, size, checksum(bytes.subarray(HEADER))].forEach((n, i) => view.setUint32(4 * i, n, true));
  return bytes;
}

/** @throws {SnapshotError} on anything but the whole, unchanged output of {@link writeSnapshot} of this version */
export function readSnapshot(bytes: Uint8Array): SnapshotContent {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER || view.getUint32(0, true) !== MAGIC)
    throw new SnapshotError('this is no snapshot of a text index');
  const version = view.getUint32(4, true);
  if (version !== VERSION)
    throw new SnapshotError(`the snapshot has version ${version}, this program reads version ${VERSION}`);
  const size = view.getUint32(8, true);
  if (bytes.length !== HEADER + size)
    throw new SnapshotError(`the snapshot should have ${HEADER + size} bytes but has ${bytes.length}`);
  if (checksum(bytes.subarray(HEADER)) !== view.getUint32(12, true))
    throw new SnapshotError('the snapshot was changed: its checksum differs');
  const texts = textsOf(view);
  const next = (): string => texts.next().value as string;
  const list = <T>(item: () => T): T[] => Array.from({ length: Number(next()) }, item);
  return {
    words: list(next),
    documents: list(() => ({ id: next(), text: next(), facets: JSON.parse(next()) as Facets })),
  };
}

function* textsOf(view: DataView): Generator<string> {
  let at = HEADER;
  while (at < view.byteLength) {
    const length = view.getUint32(at, true);
    at += 4;
    let text = '';
    for (let i = 0; i < length; i += PIECE) {
      const units = new Uint16Array(Math.min(PIECE, length - i));
      for (let j = 0; j < units.length; j++, at += 2) units[j] = view.getUint16(at, true);
      text += String.fromCharCode(...units);
    }
    yield text;
  }
}

/** So many code units are turned into a string at once; more would overflow the stack. */
const PIECE = 4096;

/** FNV-1a of 32 bits (Fowler, Noll and Vo). */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
