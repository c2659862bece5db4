import { z } from 'zod';
import type { Action } from './actions.js';

/**
 * One HTTP route, said once: the controller, its validation, its OpenAPI entry and the web client are made from it.
 * `path` is below `/api`, with `:name` for parameters.
 */
export interface RouteShape {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  summary: string;
  /** The action that the policy decides on; `public` routes name one too. */
  policy: Action;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Also the allow-list of what leaves the house: unknown fields are dropped. `null` for a file. */
  response: z.ZodType | null;
  status?: 200 | 201 | 202 | 204;
  /** Answers a repeated `Idempotency-Key` with the first answer. */
  idempotent?: boolean;
  /** The body is `multipart/form-data` with one part `file`; `query` carries the rest. */
  upload?: boolean;
}

export const route = <const R extends RouteShape>(shape: R): R => shape;

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
type Written<T> = T extends z.ZodType ? z.input<T> : undefined;

/** What a controller receives: every part validated. */
export type InputOf<R extends RouteShape> = {
  params: Parsed<R['params']>;
  query: Parsed<R['query']>;
  body: Parsed<R['body']>;
};
/** What a client sends. */
export type RequestOf<R extends RouteShape> = (R extends { params: z.ZodType }
  ? { params: Written<R['params']> }
  : object) &
  (R extends { query: z.ZodType } ? { query?: Written<R['query']> } : object) &
  (R extends { body: z.ZodType } ? { body: Written<R['body']> } : object);
export type ResponseOf<R extends RouteShape> = Parsed<R['response']>;

export const id = z.uuid();
export const byId = z.object({ id });
export const instant = z.iso.datetime();
export const ok = z.object({ ok: z.literal(true) });
const paged = { page: z.coerce.number().int().min(1).max(10_000).default(1) };
export const pageQuery = z.object({
  ...paged,
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
});
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.int(), page: z.int(), pageSize: z.int() });
/** `?a=1&a=2` and `?a=1` both become a list. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).max(50).optional(),
  );
/** Optimistic lock: the version that the caller saw. */
export const version = z.int().min(1);
