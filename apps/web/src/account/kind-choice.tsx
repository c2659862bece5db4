import styles from './kind-choice.module.css';

interface KindChoiceProps {
  label: string;
  choices: { value: string; label: string; hint: string }[];
  /** Given by the form item. */
  value?: string;
  onChange?: (value: string) => void;
}

/** A few kinds to choose from, each with what it means. */
export function KindChoice({ label, choices, value, onChange }: KindChoiceProps) {
  return (
    <div className={styles.row} role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input
            type="radio"
            name={label}
            value={choice.value}
            checked={value === choice.value}
            data-testid={`kind-${choice.value}`}
            onChange={() => onChange?.(choice.value)}
          />
          <b>{choice.label}</b>
          <span>{choice.hint}</span>
        </label>
      ))}
    </div>
  );
}
