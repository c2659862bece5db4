import { representativeName } from '#contracts';
import { useLocale } from '../layout/use-locale';
import styles from './party-name.module.css';
import { shortName } from './short-name';

interface PartyNameProps {
  name: string;
  /** Which of several people, where it sends several. */
  representative?: number | null;
}

/** An organisation in few characters; whoever hears the page, or searches in it, gets the whole name. */
export function PartyName({ name, representative = null }: PartyNameProps) {
  const locale = useLocale();
  const short = shortName(name);
  const who = representative !== null && (
    <span className={styles.who} title={representativeName(representative, locale)}>
      {representative}
      <span className={styles.whole}> {representativeName(representative, locale)}</span>
    </span>
  );
  if (short === name) {
    return (
      <>
        {who}
        {name}
      </>
    );
  }
  return (
    <>
      {who}
      <span aria-hidden>{short}</span>
      <span className={styles.whole}>{name}</span>
    </>
  );
}
