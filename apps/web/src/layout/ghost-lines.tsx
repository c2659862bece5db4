import styles from './ghost-lines.module.css';

/** Where lines of text will stand. */
export function GhostLines({ lines }: { lines: number }) {
  return (
    <div className={styles.lines} aria-hidden>
      {Array.from({ length: lines }, (_, line) => (
        <i key={line} />
      ))}
    </div>
  );
}
