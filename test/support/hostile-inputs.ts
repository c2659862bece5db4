import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { RouteShape } from '#contracts';
import type { Sent } from './api-agent.js';

interface Schema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  format?: string;
  pattern?: string;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minimum?: number;
  minLength?: number;
}

const foreignId = '00000000-0000-4000-8000-000000000000';
/** What a leaf of an input is replaced by. PostgreSQL stores neither NUL nor half a surrogate pair. */
const hostile: unknown[] = [
  undefined,
  null,
  '',
  'x'.repeat(60_000),
  'NUL \u0000 here',
  'half \ud800 a pair',
  `'; DROP TABLE people; --`,
  '../../etc/passwd',
  foreignId,
  -1,
  1e308,
  2 ** 31,
  0.5,
  true,
  [],
  {},
  [[[]]],
  { $ne: null },
  '2026-02-30',
];

const jsonSchema = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;

/** A value that the schema probably takes. */
function plausible(schema: Schema): unknown {
  const one = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (one) return plausible(one);
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, property]) => [name, plausible(property)]),
      );
    case 'array':
      return schema.items ? [plausible(schema.items)] : [];
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      if (schema.format === 'uuid') return foreignId;
      if (schema.format === 'date-time') return '2026-12-01T01:00:00.000Z';
      if (schema.format === 'date') return '2099-12-31';
      return '水'.repeat(Math.max(2, schema.minLength ?? 0));
  }
}

/** The value with what stands at one of its places replaced, for every place and every hostile value. */
function* spoiled(value: unknown, at = (changed: unknown): unknown => changed): Generator {
  for (const bad of hostile) yield at(bad);
  if (Array.isArray(value)) {
    for (const [i, one] of value.entries()) yield* spoiled(one, (changed) => at(value.with(i, changed)));
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) {
      yield* spoiled(one, (changed) => at({ ...value, [name]: changed }));
    }
    yield at({ ...value, surprise: 'a field that nobody knows' });
  }
}

/** Inputs for a route that a careless or hostile caller may send; `known` are ids that exist. */
export function* hostileInputs(route: RouteShape, known: string[]): Generator<Sent> {
  const names = Object.keys(route.params?.shape ?? {});
  const params = (id: string) => Object.fromEntries(names.map((name) => [name, id]));
  const schema = route.body ? jsonSchema(route.body) : null;
  const bodies = schema ? [...(schema.oneOf ?? schema.anyOf ?? [schema])].map(plausible) : [undefined];
  for (const id of [...known, randomUUID(), 'no-id', 'NUL\u0000', 'x'.repeat(3_000)]) {
    for (const body of bodies) yield { params: params(id), body };
    if (names.length === 0) break;
  }
  const id = known[0] ?? foreignId;
  for (const body of bodies) {
    if (body !== undefined) for (const bad of spoiled(body)) yield { params: params(id), body: bad };
  }
  for (const name of Object.keys(route.query?.shape ?? {})) {
    for (const bad of hostile) {
      const text = typeof bad === 'string' ? bad : (JSON.stringify(bad) ?? '');
      yield {
        params: params(id),
        query: { [name]: Buffer.from(text).toString().slice(0, 9_000) },
        body: bodies[0],
      };
      yield { params: params(id), query: { [name]: ['a', 'b'] }, body: bodies[0] };
    }
  }
}
