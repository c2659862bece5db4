import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';

interface SearchBoxProps {
  /** What the address says; the box follows it when the reader goes back. */
  value: string;
  onSearch: (text: string) => void;
  label: string;
  placeholder: string;
}

const pause = 150;

/** Searches as one types, after a pause of 150 ms; never in the middle of a pinyin composition. */
export function SearchBox({ value, onSearch, label, placeholder }: SearchBoxProps) {
  const [text, setText] = useState(value);
  const input = useRef<InputRef>(null);
  const sent = useRef(value);
  const timer = useRef<number>(undefined);
  const composing = useRef(false);

  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  function send(next: string) {
    window.clearTimeout(timer.current);
    if (next.trim() === sent.current) return;
    sent.current = next.trim();
    onSearch(next.trim());
  }
  function wait(next: string) {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => send(next), pause);
  }
  return (
    <div role="search">
      <Input
        ref={input}
        size="large"
        type="search"
        enterKeyHint="search"
        allowClear
        prefix={<SearchOutlined aria-hidden />}
        aria-label={label}
        placeholder={placeholder}
        value={text}
        maxLength={2000}
        data-testid="search"
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          wait(event.currentTarget.value);
        }}
        onChange={(event) => {
          setText(event.target.value);
          if (!composing.current) wait(event.target.value);
        }}
        onPressEnter={() => {
          send(text);
          input.current?.blur();
        }}
      />
    </div>
  );
}
