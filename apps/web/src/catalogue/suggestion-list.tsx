import { FileTextOutlined, SearchOutlined } from '@ant-design/icons';
import type { ResponseOf, suggestListings } from '#contracts';
import styles from './search-box.module.css';

interface SuggestionListProps {
  id: string;
  label: string;
  suggestions: ResponseOf<typeof suggestListings>['suggestions'];
  active: number;
  optionId: (i: number) => string;
  onActive: (i: number) => void;
  onChoose: (text: string) => void;
}

/** The list of a combobox; the focus stays in the box, also while a pointer chooses here. */
export function SuggestionList({
  id,
  label,
  suggestions,
  active,
  optionId,
  onActive,
  onChoose,
}: SuggestionListProps) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label={label}
      className={styles.list}
      hidden={suggestions.length === 0}
      data-testid="suggestions"
    >
      {suggestions.map(({ text, listingId }, i) => (
        // The keys are those of the box: an option of a combobox never has the focus.
        <div
          key={`${listingId ?? ''}${text}`}
          id={optionId(i)}
          role="option"
          tabIndex={-1}
          aria-selected={i === active}
          className={styles.option}
          data-testid="suggestion"
          onPointerEnter={() => onActive(i)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(text)}
        >
          {listingId ? <FileTextOutlined aria-hidden /> : <SearchOutlined aria-hidden />}
          <span>{text}</span>
        </div>
      ))}
    </div>
  );
}
