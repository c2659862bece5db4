const asked = new Map<string, Promise<Response>>();
/** ms after which an answer is too old to stand for a new one. */
const lifetime = 10_000;
const keyOf = (url: string, language: string) => `${language} ${url}`;

/** Asks for what the first page will need, before its code is there to ask. */
export function askEarly(url: string, language: string): void {
  const answer = fetch(url, { headers: { 'Accept-Language': language }, credentials: 'same-origin' });
  // Whoever takes it hears of the failure.
  answer.catch(() => {});
  asked.set(keyOf(url, language), answer);
  setTimeout(() => asked.delete(keyOf(url, language)), lifetime);
}

/** The early answer to this request, once; later requests ask anew. */
export function takeEarly(url: string, language: string): Promise<Response> | undefined {
  const answer = asked.get(keyOf(url, language));
  asked.delete(keyOf(url, language));
  return answer;
}
