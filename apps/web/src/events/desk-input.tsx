import { ScanOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface DeskInputProps {
  busy: boolean;
  onCode: (code: string) => void;
}
const codeLength = 6;
/** Typed codes need no Enter; a scanner is faster than this and sends its own. */
const settleMs = 350;

/** Where scanners type: always focused, unless somebody is typing elsewhere. */
export function DeskInput({ busy, onCode }: DeskInputProps) {
  const { t } = useTranslation('events');
  const input = useRef<InputRef>(null);
  const [text, setText] = useState('');
  const submit = (code: string) => {
    if (code.trim().length < codeLength) return;
    onCode(code);
    setText('');
  };
  const latest = useRef(submit);
  latest.current = submit;

  useEffect(() => {
    if (!/^[A-Z0-9]{6}$/.test(text)) return;
    const timer = setTimeout(() => latest.current(text), settleMs);
    return () => clearTimeout(timer);
  }, [text]);

  useEffect(() => {
    const focus = () => {
      const active = document.activeElement;
      if (active?.closest('input, textarea, button, a, [role="dialog"]')) return;
      input.current?.focus({ preventScroll: true });
    };
    // A scanner types wherever the focus is: keys that fall on the page itself belong here.
    const onKey = (event: KeyboardEvent) => {
      const elsewhere = document.activeElement?.closest('input, textarea, [role="dialog"]');
      if (!elsewhere && event.key.length === 1 && !event.ctrlKey && !event.metaKey && event.key !== ' ') {
        input.current?.focus({ preventScroll: true });
      }
    };
    focus();
    const timer = setInterval(focus, 1_500);
    window.addEventListener('keydown', onKey);
    return () => {
      clearInterval(timer);
      window.removeEventListener('keydown', onKey);
    };
  }, []);

  return (
    <Input
      ref={input}
      size="large"
      value={text}
      maxLength={200}
      prefix={<ScanOutlined aria-hidden />}
      placeholder={t('deskInput')}
      aria-label={t('deskInput')}
      aria-busy={busy}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      style={{ height: 60, fontSize: 20 }}
      onChange={(event) => setText(event.target.value.trim().toUpperCase())}
      onPressEnter={() => submit(text)}
      data-testid="desk-input"
    />
  );
}
