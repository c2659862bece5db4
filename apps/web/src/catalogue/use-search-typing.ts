import { useEffect, useRef, useState, type ChangeEvent, type CompositionEvent } from 'react';

interface SearchTyping {
  value: string;
  busy: boolean;
  onSearch: (text: string, continues: boolean) => void;
}

/** ms. With nothing under way each key asks at once; otherwise the next key may be waited for. */
const pause = { idle: 0, busy: 15 };

/**
 * What stands in the search box while it is being typed, and when it is searched: soon after each key, never in the
 * middle of a composition, at once when the typing is finished.
 */
export function useSearchTyping({ value, busy, onSearch }: SearchTyping) {
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const timer = useRef<number>(undefined);
  const composing = useRef(false);
  const continues = useRef(false);

  useEffect(() => {
    if (value === sent.current) return;
    window.clearTimeout(timer.current);
    sent.current = value;
    continues.current = false;
    setText(value);
  }, [value]);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  function send(next: string) {
    window.clearTimeout(timer.current);
    if (next.trim() === sent.current) return;
    sent.current = next.trim();
    onSearch(sent.current, continues.current);
    continues.current = true;
  }
  function wait(next: string) {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => send(next), busy ? pause.busy : pause.idle);
  }
  return {
    text,
    /** Takes this text as the one that is meant. */
    finish(next: string) {
      setText(next);
      send(next);
      continues.current = false;
    },
    input: {
      value: text,
      onCompositionStart: () => {
        window.clearTimeout(timer.current);
        composing.current = true;
      },
      onCompositionEnd: (event: CompositionEvent<HTMLInputElement>) => {
        composing.current = false;
        wait(event.currentTarget.value);
      },
      onChange: (event: ChangeEvent<HTMLInputElement>) => {
        setText(event.target.value);
        if (!composing.current) wait(event.target.value);
      },
    },
  };
}
