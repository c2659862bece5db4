import { Link } from 'react-router';
import { rowsLink, type FigureKey, type TallyFilter } from './figure-links';
import styles from './figure-number.module.css';

interface FigureNumberProps {
  filter: TallyFilter;
  figure: FigureKey;
  rowsKey?: string;
  count: number;
  /** What is counted, for those who hear the number. */
  label: string;
}

/** A number that opens the rows it was counted from. */
export function FigureNumber({ filter, figure, rowsKey, count, label }: FigureNumberProps) {
  return (
    <Link
      to={rowsLink(filter, figure, rowsKey)}
      className={styles.number}
      aria-label={`${label} ${count}`}
      data-testid={['tally', figure, ...(rowsKey ? [rowsKey.replace(':', '-')] : [])].join('-')}
    >
      {count}
    </Link>
  );
}
