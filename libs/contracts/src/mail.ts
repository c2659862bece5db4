import { z } from 'zod';
import { id, instant, pageOf, pageQuery, route } from './route.js';

export const writtenMail = z.object({
  id,
  recipient: z.string(),
  subject: z.string(),
  body: z.string(),
  createdAt: instant,
  /** Null where no mail server is set, or while the mail waits for it. */
  sentAt: instant.nullable(),
  /** What the mail server said last. */
  failure: z.string().nullable(),
});
export const listMails = route({
  method: 'GET',
  path: '/mails',
  summary: 'Mails as they were written, the latest first',
  policy: 'mail.read',
  query: pageQuery,
  response: pageOf(writtenMail),
});
