import { seatName } from '#contracts';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../layout/use-locale';
import type { WallEntry, WallLayout } from './wall-layout';
import styles from './wall-list.module.css';

/** One page of names and tables. Long names are squeezed, never cut off silently before 1.4 times the room. */
export function WallList({ entries, layout }: { entries: WallEntry[]; layout: WallLayout }) {
  const { t } = useTranslation('board');
  const locale = useLocale();
  const style = {
    '--glyph': `${layout.glyph / 10.8}vh`,
    '--rows': Math.min(layout.rows, Math.ceil(entries.length / layout.columns) || 1),
    '--columns': layout.columns,
  } as CSSProperties;
  return (
    <ol className={styles.list} style={style} data-testid="wall-list">
      {entries.map(({ name: party, representative, table }, i) => {
        const name = seatName(party, representative, locale);
        const squeeze = Math.min(1, Math.max(0.7, layout.nameGlyphs / glyphs(name)));
        return (
          <li key={`${name}-${table}-${i}`} className={styles.row}>
            <span className={styles.name}>
              <span style={{ transform: `scaleX(${squeeze})`, width: `${100 / squeeze}%` }}>{name}</span>
            </span>
            <span className={styles.table}>
              {locale === 'en' && <small>{t('screenTable')} </small>}
              <b>{table}</b>
              {locale === 'zh' && <small> {t('screenTable')}</small>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** Width of a name in glyphs: Latin letters take about half. */
const glyphs = (name: string) => [...name].reduce((sum, char) => sum + (char > '\u2e80' ? 1 : 0.56), 0);
