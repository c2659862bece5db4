/** The query part of an address; lists repeat their name, and what is absent or empty is left out. */
export function searchOf(query: Record<string, unknown> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one));
    }
  }
  return search.toString();
}

/** Where the API answers, below the origin. */
export function apiAddress(path: string, query?: Record<string, unknown>): string {
  const search = searchOf(query);
  return `/api${path}${search ? `?${search}` : ''}`;
}
