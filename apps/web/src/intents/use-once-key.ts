import { useRef } from 'react';
import { freshKey } from '../fresh-key';

/** The idempotency key of a body: the same until the body changes, so that a repeated press has one effect. */
export function useOnceKey(): (body: unknown) => string {
  const last = useRef({ body: '', key: '' });
  return (body) => {
    const written = JSON.stringify(body);
    if (last.current.body !== written) last.current = { body: written, key: freshKey() };
    return last.current.key;
  };
}
