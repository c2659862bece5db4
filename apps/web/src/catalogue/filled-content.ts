import { fieldSentence, needContent, technologyContent, type Locale } from '#contracts';
import type { ListingKind } from './catalogue-address';

/** Cells that a row of a table cannot be without; a row that lacks one is still being written and is not sent. */
const rowNeeds: Record<string, string[]> = {
  advantages: ['metric'],
  targets: ['name', 'target'],
  ip: ['type', 'status'],
};

function filled(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (Array.isArray(value)) {
    const rows = value.map(filled).filter((row) => row !== undefined);
    return rows.length > 0 ? rows : undefined;
  }
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .map(([name, one]) => [name, filled(one)] as const)
      .filter(([, one]) => one !== undefined);
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  }
  return value ?? undefined;
}

/** The values of a form without what is empty or half a row: what the contracts call content. */
export function filledContent(values: Record<string, unknown>): Record<string, unknown> {
  const content = (filled(values) ?? {}) as Record<string, unknown>;
  for (const [name, needed] of Object.entries(rowNeeds)) {
    const rows = content[name] as Record<string, unknown>[] | undefined;
    if (!rows) continue;
    content[name] = rows.filter((row) => needed.every((cell) => row[cell] !== undefined));
    if ((content[name] as unknown[]).length === 0) delete content[name];
  }
  // A price or budget of which only the kind is missing is not one yet.
  if (content.price && !(content.price as { kind?: string }).kind) delete content.price;
  return content;
}

export interface ContentProblem {
  path: (string | number)[];
  message: string;
}

/** What the schema refuses, as sentences beside the fields; asked before sending, so that typing never gets a 422. */
export function contentProblems(kind: ListingKind, content: unknown, locale: Locale): ContentProblem[] {
  const schema = kind === 'technology' ? technologyContent : needContent;
  const { error } = schema.safeParse(content);
  return (error?.issues ?? []).map((issue) => ({
    path: issue.path.map((part) => (typeof part === 'number' ? part : String(part))),
    message: fieldSentence(issue.code === 'custom' ? issue.message : 'bad_format', locale),
  }));
}
