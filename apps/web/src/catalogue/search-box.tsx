import { CloseCircleFilled, SearchOutlined } from '@ant-design/icons';
import { suggestListings } from '#contracts';
import { keepPreviousData } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api';
import type { ListingKind } from './catalogue-address';
import styles from './search-box.module.css';
import { SearchHelp } from './search-help';
import { SuggestionList } from './suggestion-list';
import { useSearchTyping } from './use-search-typing';

interface SearchBoxProps {
  kind: ListingKind;
  /** What the address says; the box follows it when the reader goes back. */
  value: string;
  /** Whether an answer is under way. */
  busy: boolean;
  /** `continues` says that the text grows out of the one searched before, within the same typing. */
  onSearch: (text: string, continues: boolean) => void;
}

/**
 * Searches while one types and proposes completions: a combobox as the ARIA practices describe it, with the focus in
 * the box. Keys that belong to the composition of Chinese characters stay with the input method.
 */
export function SearchBox({ kind, value, busy, onSearch }: SearchBoxProps) {
  const { t } = useTranslation('catalogue');
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const typing = useSearchTyping({ value, busy, onSearch });
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  useFocusKey(input);

  const wanted = open && value.trim() !== '';
  const { data } = useRead(
    suggestListings,
    { query: { kind, q: value.slice(0, 200) } },
    { enabled: wanted, placeholderData: keepPreviousData },
  );
  const suggestions = (wanted && data?.suggestions) || [];
  const shown = suggestions.length > 0;
  const chosen = shown ? suggestions[active] : undefined;
  const optionId = (i: number) => `${list}-${i}`;

  function search(text: string) {
    typing.finish(text);
    close();
  }
  function close() {
    setOpen(false);
    setActive(-1);
  }
  function onKeyDown(event: KeyboardEvent) {
    // 229: Safari ends a composition before it reports the key that ended it.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      search(chosen?.text ?? typing.text);
      // On phones the keyboard goes, so that the results can be seen.
      if (matchMedia('(pointer: coarse)').matches) input.current?.blur();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (shown) close();
      else if (typing.text) search('');
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!shown) return setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const places = suggestions.length + 1;
      // The place before the first is the box itself, with what was typed.
      setActive(((active + 1 + step + places) % places) - 1);
    }
  }
  return (
    <div role="search" className={styles.search}>
      <div className={styles.box}>
        <SearchOutlined className={styles.icon} aria-hidden />
        <input
          ref={input}
          type="text"
          inputMode="search"
          enterKeyHint="search"
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={2000}
          role="combobox"
          aria-label={t('searchLabel')}
          aria-expanded={shown}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={chosen && optionId(active)}
          aria-keyshortcuts="/"
          placeholder={t(`searchHint.${kind}`)}
          data-testid="search"
          {...typing.input}
          onChange={(event) => {
            setOpen(true);
            setActive(-1);
            typing.input.onChange(event);
          }}
          onKeyDown={onKeyDown}
          onBlur={close}
        />
        {typing.text && (
          <button
            type="button"
            className={styles.clear}
            aria-label={t('clearSearch')}
            data-testid="clear-search"
            onClick={() => {
              search('');
              input.current?.focus();
            }}
          >
            <CloseCircleFilled aria-hidden />
          </button>
        )}
        <SearchHelp />
      </div>
      <SuggestionList
        id={list}
        label={t('suggestions')}
        suggestions={suggestions}
        active={active}
        optionId={optionId}
        onActive={setActive}
        onChoose={search}
      />
    </div>
  );
}

/** `/` goes to the box from anywhere on the page where nothing is being written. */
function useFocusKey(input: { current: HTMLInputElement | null }) {
  useEffect(() => {
    function onKey(event: globalThis.KeyboardEvent) {
      const at = event.target as HTMLElement;
      const writing = at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
      if (event.key !== '/' || writing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [input]);
}
