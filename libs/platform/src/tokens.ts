import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';

/** A secret for a cookie or a link: 256 random bits. Only its hash is stored. */
export const randomToken = (): string => randomBytes(32).toString('base64url');
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

const readable = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
/** A code that people read aloud and type: no 0/O, 1/I/L. */
export const readableCode = (length: number): string =>
  Array.from({ length }, () => readable[randomInt(readable.length)]).join('');

/** Short signature of a text under the secret key, for tickets: 16 hex digits. */
export const signature = (secretKey: string, text: string): string =>
  createHmac('sha256', secretKey).update(text).digest('hex').slice(0, 16);
