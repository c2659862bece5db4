import type { ReactNode } from 'react';
import styles from './section.module.css';

/** A part of a listing; not there at all when it is empty. */
export function Section({
  title,
  mark,
  children,
}: {
  title: ReactNode;
  mark?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>
        {title}
        {mark && <span className={styles.mark}>{mark}</span>}
      </h2>
      {children}
    </section>
  );
}

/** Text as its author broke it into lines. */
export function Prose({ text }: { text: string }) {
  return <p className={styles.prose}>{text}</p>;
}

/** Names and values in columns; what has no value is left out. */
export function Facts({ facts }: { facts: Record<string, ReactNode> }) {
  const filled = Object.entries(facts).filter(([, value]) => Boolean(value));
  if (filled.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {filled.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A small table; on phones each row becomes a block with its column names. */
export function Grid({ columns, rows }: { columns: string[]; rows: ReactNode[][] }) {
  return (
    <table className={styles.grid}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, r) => (
          // Rows of a listing's table have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={r}>
            {row.map((cell, c) => (
              <td key={columns[c]} data-column={columns[c]}>
                {cell ?? '—'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
