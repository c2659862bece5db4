import { z } from 'zod';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Check digit of the first 17 characters of a 统一社会信用代码 (GB 32100-2015, modulo 31); null for a foreign character. */
export function usccCheckDigit(first17: string): string | null {
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    const value = alphabet.indexOf(first17[i] ?? '?');
    if (value < 0) return null;
    sum += value * weights[i]!;
  }
  return alphabet[(31 - (sum % 31)) % 31]!;
}

/** Whether the text is a 统一社会信用代码: 18 characters of GB 32100-2015 with a right check digit. */
export function isUscc(text: string): boolean {
  return text.length === 18 && usccCheckDigit(text.slice(0, 17)) === text[17];
}

export const uscc = z.string().trim().toUpperCase().refine(isUscc, { message: 'bad_uscc' });
