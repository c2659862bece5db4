import { useState } from 'react';

/**
 * A value that changes here at once and follows `given` whenever that changes: what a control shows while the address,
 * which it has changed, is still under way to it.
 */
export function useFollowing<T>(given: T): [T, (next: T) => void] {
  const key = JSON.stringify(given);
  const [own, setOwn] = useState(given);
  const [followed, setFollowed] = useState(key);
  if (followed !== key) {
    setFollowed(key);
    setOwn(given);
  }
  return [own, setOwn];
}
