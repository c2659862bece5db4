const textOf = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** Puts values in for the `{name}`s of a sentence; nothing for one that is neither a text nor a number. */
export const fillSentence = (sentence: string, values: Record<string, unknown>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => textOf(values[name]));
