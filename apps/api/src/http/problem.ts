import { HttpException, Logger } from '@nestjs/common';
import { errors, errorSentence, fieldSentence, type ErrorCode, type Locale, type Problem } from '#contracts';
import { AppError, errorOfConstraint } from '#platform';

const logger = new Logger('Problem');

const byStatus: Record<number, ErrorCode> = {
  400: 'malformed_request',
  401: 'not_signed_in',
  403: 'not_allowed',
  404: 'not_found',
  405: 'not_found',
  413: 'too_large',
  415: 'malformed_request',
};

function appErrorOf(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  // Express' body parser, multer (through Nest) and the router carry a status of their own.
  const status = error instanceof HttpException ? error.getStatus() : (error as { status?: unknown })?.status;
  if (typeof status === 'number' && status < 500)
    return new AppError(byStatus[status] ?? 'malformed_request');
  return errorOfConstraint(error);
}

/** The answer to any error, in the reader's language. What is not in the error table says nothing of itself. */
export function problemOf(error: unknown, locale: Locale, requestId?: string): Problem {
  const known = appErrorOf(error);
  if (!known) logger.error(`${requestId ?? ''} ${(error as Error)?.stack ?? String(error)}`);
  const code = known?.code ?? 'internal';
  return {
    type: `https://chanyanhui.dev/problems/${code}`,
    title: code,
    status: errors[code].status,
    code,
    detail: errorSentence(code, locale, known?.details.values),
    fields: known?.details.fields?.map(({ field, reason, values }) => ({
      field,
      reason,
      message: fieldSentence(reason, locale, values),
    })),
    requestId,
  };
}

/** English only when the reader asks for it first. */
export const localeOf = (acceptLanguage: string | undefined): Locale =>
  acceptLanguage?.trim().toLowerCase().startsWith('en') ? 'en' : 'zh';
