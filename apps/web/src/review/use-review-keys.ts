import { useEffect, useRef } from 'react';

/** Single keys of the reviewer's desk; silent while something is typed or a dialog is open. */
export function useReviewKeys(keys: Record<string, () => void>) {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const target = event.target as HTMLElement;
      if (target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu]')) return;
      const press = latest.current[event.key.toLowerCase()];
      if (!press) return;
      event.preventDefault();
      press();
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
