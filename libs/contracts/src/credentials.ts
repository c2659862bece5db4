import { z } from 'zod';

/** A mobile number of the mainland or an e-mail address. */
export const login = z
  .string()
  .trim()
  .toLowerCase()
  .max(120)
  .refine((text) => /^1[3-9]\d{9}$/.test(text) || z.email().safeParse(text).success, {
    message: 'bad_login',
  });

const kindsOfCharacter = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/];
export const password = z
  .string()
  .max(200)
  .refine((text) => text.length >= 10 && kindsOfCharacter.filter((kind) => kind.test(text)).length >= 2, {
    message: 'weak_password',
  });
