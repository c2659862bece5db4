import type { z } from 'zod';
import type { FieldFault } from '#platform';

const valueAt = (root: unknown, path: PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], root);

/** What the schema refused, as fields and reasons of the error table. */
export function faultsOf(error: z.ZodError, root: unknown): FieldFault[] {
  return error.issues.flatMap((issue) => {
    const field = issue.path.map(String).join('.') || 'body';
    const missing = valueAt(root, issue.path) === undefined;
    switch (issue.code) {
      case 'invalid_type':
        return { field, reason: missing ? 'required' : 'wrong_type' };
      case 'too_small':
        if (issue.origin === 'number' || issue.origin === 'int') {
          return { field, reason: 'too_small', values: { min: issue.minimum } };
        }
        return valueAt(root, issue.path) === ''
          ? { field, reason: 'required' }
          : { field, reason: 'too_short', values: { min: issue.minimum } };
      case 'too_big':
        return {
          field,
          reason: issue.origin === 'number' || issue.origin === 'int' ? 'too_big' : 'too_long',
          values: { max: issue.maximum },
        };
      case 'invalid_format':
        return { field, reason: missing ? 'required' : 'bad_format' };
      case 'invalid_value':
      case 'invalid_union':
        return { field, reason: missing ? 'required' : 'unknown_value' };
      case 'unrecognized_keys':
        return issue.keys.map((key) => ({
          field: [...issue.path.map(String), key].join('.'),
          reason: 'unknown_field',
        }));
      case 'custom':
        return { field, reason: issue.message };
      default:
        return { field, reason: 'bad_format' };
    }
  });
}
