import { z } from 'zod';
import type { EmbeddingsAddress } from './embeddings.js';

/** The start stops with this: the message is one sentence that names the variable and what it should be. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const flag = (fallback: 'true' | 'false') =>
  z
    .enum(['true', 'false'])
    .default(fallback)
    .transform((value) => value === 'true');
const emptyIsMissing = (env: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
const placeholder = /change|example|secret|password|placeholder|xxx/i;

const environment = z.object({
  DATABASE_URL: z
    .string({
      error: 'is needed: a PostgreSQL address such as postgres://user:password@host:5432/chanyanhui',
    })
    .regex(
      /^postgres(ql)?:\/\//,
      'should be a PostgreSQL address such as postgres://user:password@host:5432/chanyanhui',
    ),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'should be a Redis address such as redis://host:6379')
    .optional(),
  PORT: z.coerce
    .number('should be a port number')
    .int('should be a whole number')
    .min(0)
    .max(65_535)
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  DEMO: flag('false'),
  SECRET_KEY: z
    .string({ error: 'is needed: at least 32 random characters, e.g. from `openssl rand -hex 32`' })
    .min(32, 'should have at least 32 random characters, e.g. from `openssl rand -hex 32`')
    .refine(
      (key) => !placeholder.test(key),
      'still holds a placeholder; make one with `openssl rand -hex 32`',
    ),
  PUBLIC_URL: z
    .url('should be the address that browsers use, such as https://chanyanhui.example.gov.cn')
    .optional(),
  WEB_DIR: z.string().optional(),
  LOG_LEVEL: z
    .enum(['error', 'warn', 'info', 'debug'], 'should be error, warn, info or debug')
    .default('info'),
  SMTP_URL: z
    .string()
    .regex(
      /^smtps?:\/\/\S+$/,
      'should be the address of a mail server such as smtps://user:password@host:465',
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /@/,
      'should be the address that mails come from, such as 产研汇 <noreply@chanyanhui.example.gov.cn>',
    )
    .default('产研汇 <noreply@localhost>'),
  MEILI_URL: z
    .url({
      protocol: /^https?$/,
      error: 'should be the address of a Meilisearch server such as http://search:7700',
    })
    .optional(),
  MEILI_KEY: z
    .string()
    .min(16, 'should be a key of the Meilisearch server, at least 16 characters')
    .refine((key) => !placeholder.test(key), 'still holds a placeholder')
    .optional(),
  MEILI_INDEX: z
    .string()
    .regex(/^[\w-]{1,100}$/, 'should be a name of letters, digits, - and _')
    .default('catalogue'),
  EMBEDDINGS_URL: z
    .url({
      protocol: /^https?$/,
      error: 'should be the address of an OpenAI-compatible service such as http://host:8080/v1',
    })
    .optional(),
  EMBEDDINGS_KEY: z.string().optional(),
  EMBEDDINGS_MODEL: z
    .string()
    .max(100, 'should have at most 100 characters')
    .regex(/^\S+$/, 'should be a model name without spaces')
    .optional(),
});

/** Two variables that only make sense together. */
const whole = environment.superRefine((values, context) => {
  const refuse = (path: keyof typeof values, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (values.EMBEDDINGS_URL && !values.EMBEDDINGS_MODEL)
    refuse('EMBEDDINGS_MODEL', 'is needed with EMBEDDINGS_URL: the name of the model, such as bge-m3');
  for (const name of ['EMBEDDINGS_KEY', 'EMBEDDINGS_MODEL'] as const)
    if (values[name] && !values.EMBEDDINGS_URL) refuse(name, 'is of no use without EMBEDDINGS_URL');
});

export interface Config {
  databaseUrl: string;
  /** With it, BullMQ and the socket.io adapter use Redis. */
  redisUrl: string | null;
  port: number;
  host: string;
  /** One-click accounts exist only here. */
  demo: boolean;
  secretKey: string;
  /** The address that browsers use; null on one machine. */
  publicUrl: string | null;
  /** Folder of the built web app; null when something else serves it. */
  webDir: string | null;
  logLevel: 'error' | 'warn' | 'info' | 'debug';
  /** The server that sends mails; null: they are written to the table of mails only. */
  mail: { url: string; from: string } | null;
  /** The Meilisearch server that the catalogue is searched on; null: in the api process. */
  meili: { url: string; key: string | null; index: string } | null;
  /** Where dense vectors come from; null: matching and search use none. */
  embeddings: EmbeddingsAddress | null;
}

/** Reads the environment once. Throws `ConfigError` for the first value that is missing, malformed or a placeholder. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const parsed = whole.safeParse(emptyIsMissing(env));
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new ConfigError(`${String(issue.path[0])} ${issue.message}`);
  }
  const values = parsed.data;
  return {
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL ?? null,
    port: values.PORT,
    host: values.HOST,
    demo: values.DEMO,
    secretKey: values.SECRET_KEY,
    publicUrl: values.PUBLIC_URL ?? null,
    webDir: values.WEB_DIR ?? null,
    logLevel: values.LOG_LEVEL,
    mail: values.SMTP_URL ? { url: values.SMTP_URL, from: values.MAIL_FROM } : null,
    meili: values.MEILI_URL
      ? { url: values.MEILI_URL, key: values.MEILI_KEY ?? null, index: values.MEILI_INDEX }
      : null,
    embeddings: values.EMBEDDINGS_URL
      ? {
          url: values.EMBEDDINGS_URL,
          key: values.EMBEDDINGS_KEY ?? null,
          model: values.EMBEDDINGS_MODEL!,
        }
      : null,
  };
}

export const CONFIG = Symbol('config');

/** The address under which people reach the product, without a slash at its end. */
export const siteOf = ({ publicUrl, host, port }: Pick<Config, 'publicUrl' | 'host' | 'port'>): string =>
  publicUrl?.replace(/\/$/, '') ?? `http://${host}:${port}`;
