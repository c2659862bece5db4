import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** All files below the given files and folders, as paths relative to root, sorted. */
export function filesBelow(root, places) {
  const files = [];
  const visit = (path) => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
      const inner = `${path}/${entry.name}`;
      if (entry.isDirectory()) visit(inner);
      else if (entry.isFile()) files.push(inner);
    }
  };
  for (const place of places) {
    if (!existsSync(join(root, place))) continue;
    try {
      visit(place);
    } catch (error) {
      if (error.code !== 'ENOTDIR') throw error;
      files.push(place);
    }
  }
  return files.sort((a, b) => (a < b ? -1 : 1));
}

/** A hash of names and contents; contents rather than times, since a checkout changes all times. */
export function fingerprint(root, files, extra = '') {
  const hash = createHash('sha256').update(extra);
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Whether the stamp file holds this fingerprint. */
export function isStamped(file, value) {
  try {
    return readFileSync(file, 'utf8') === value;
  } catch {
    return false;
  }
}

/** Writes the fingerprint into the stamp file. */
export function stamp(file, value) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, value);
}
