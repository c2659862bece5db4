import styles from './party-name.module.css';
import { shortName } from './short-name';

/** An organisation in few characters; whoever hears the page, or searches in it, gets the whole name. */
export function PartyName({ name }: { name: string }) {
  const short = shortName(name);
  if (short === name) return name;
  return (
    <>
      <span aria-hidden>{short}</span>
      <span className={styles.whole}>{name}</span>
    </>
  );
}
