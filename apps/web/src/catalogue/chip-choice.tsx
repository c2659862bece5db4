import type { Term } from '#contracts';
import { useLocale } from '../layout/use-locale';
import styles from './chip-choice.module.css';

interface ChipChoiceProps {
  label: string;
  terms: Term[];
  /** Given by the form item. */
  value?: string[];
  onChange?: (codes: string[]) => void;
  disabled?: boolean;
  testid?: string;
}

/** Several of a few, each one press. */
export function ChipChoice({ label, terms, value, onChange, disabled, testid }: ChipChoiceProps) {
  const locale = useLocale();
  return (
    <div className={styles.row} role="group" aria-label={label} data-testid={testid}>
      {terms.map((term) => {
        const on = value?.includes(term.code) ?? false;
        return (
          <button
            key={term.code}
            type="button"
            className={styles.chip}
            aria-pressed={on}
            disabled={disabled}
            data-testid={testid && `${testid}-${term.code}`}
            onClick={() =>
              onChange?.(
                // In the order of the vocabulary, whatever the order of the presses.
                terms
                  .map((one) => one.code)
                  .filter((code) => (code === term.code ? !on : value?.includes(code))),
              )
            }
          >
            {on && <span aria-hidden>✓ </span>}
            {term[locale]}
          </button>
        );
      })}
    </div>
  );
}
