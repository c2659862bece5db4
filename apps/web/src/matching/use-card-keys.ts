import { useEffect, useRef, type RefObject } from 'react';

interface CardKeys {
  /** The cards are its children, each focusable. */
  list: RefObject<HTMLElement | null>;
  /** A number key, from 1, on the card in focus. */
  onNumber: (card: number, number: number) => void;
  onUndo: () => void;
}

/** J and K walk the cards, numbers answer the one in focus, U takes the last answer back; silent while one types. */
export function useCardKeys(keys: CardKeys) {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const target = event.target as HTMLElement;
      if (target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu]')) return;
      const { list, onNumber, onUndo } = latest.current;
      const cards = [...(list.current?.children ?? [])] as HTMLElement[];
      const at = cards.findIndex((card) => card.contains(document.activeElement));
      const key = event.key.toLowerCase();
      if (key === 'j' || key === 'k') {
        const next = cards[Math.max(0, Math.min(cards.length - 1, at + (key === 'j' ? 1 : -1)))];
        next?.focus();
        next?.scrollIntoView({ block: 'nearest' });
      } else if (key === 'u') onUndo();
      else if (at >= 0 && /^[1-9]$/.test(key)) onNumber(at, Number(key));
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
