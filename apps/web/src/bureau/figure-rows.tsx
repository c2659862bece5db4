import type { TallyRow } from '#contracts';
import { Tag } from 'antd';
import { Link } from 'react-router';
import { formatDateTime } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import type { FigureKey } from './figure-links';
import styles from './figure-rows.module.css';
import { stateLabel } from './row-state';

/** One line for each thing that was counted, with the way to it. */
export function FigureRows({ figure, rows }: { figure: FigureKey; rows: TallyRow[] }) {
  const locale = useLocale();
  return (
    <ul className={styles.rows} data-testid="tally-rows">
      {rows.map((row) => {
        const state = stateLabel(figure, row.state, locale);
        return (
          <li key={row.id} data-testid="tally-row">
            <div className={styles.words}>
              {row.link ? <Link to={row.link}>{row.title}</Link> : <b>{row.title}</b>}
              {row.subtitle && <span>{row.subtitle}</span>}
            </div>
            <div className={styles.side}>
              {state && <Tag variant="filled">{state}</Tag>}
              <time dateTime={row.at ?? undefined}>{row.at ? formatDateTime(row.at) : '—'}</time>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
