import { signature } from '#platform';

const PREFIX = 'CYH1';

/** The text of a ticket's QR: the code with a signature, so that a desk can tell a forged one without asking. */
export function ticketQr(secretKey: string, eventId: string, code: string): string {
  return `${PREFIX}.${code}.${signature(secretKey, `${eventId} ${code}`).toUpperCase()}`;
}

/** The code of a typed ticket or a scanned QR, upper-case; null for a QR whose signature is not ours. */
export function ticketCode(secretKey: string, eventId: string, text: string): string | null {
  if (!text.startsWith(`${PREFIX}.`)) return text;
  const code = text.split('.')[1] ?? '';
  return ticketQr(secretKey, eventId, code) === text ? code : null;
}
