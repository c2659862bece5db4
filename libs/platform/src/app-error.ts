import type { ErrorCode } from '#contracts';

/** Why a field was refused: a path such as `content.price.max` and a reason of the error table. */
export interface FieldFault {
  field: string;
  reason: string;
  values?: Record<string, unknown>;
}

/** An error that the caller may know: its code stands in the error table. Everything else answers `internal`. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: { values?: Record<string, unknown>; fields?: FieldFault[] } = {},
  ) {
    super(code);
  }
}

/** One refused field. */
export const invalidField = (field: string, reason: string, values?: Record<string, unknown>): AppError =>
  new AppError('invalid_input', { fields: [{ field, reason, values }] });
