import { keepPreviousData } from '@tanstack/react-query';
import {
  explainPair,
  listListings,
  matchLevels,
  termLabel,
  type ListingDetail,
  type ResponseOf,
} from '#contracts';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api';
import { QuotedReason } from '../catalogue/quoted-reason';
import { Panel } from '../layout/panel';
import { QueryState } from '../layout/query-state';
import { useLocale } from '../layout/use-locale';
import styles from './why-not-panel.module.css';

/** How long the search rests before it is asked, ms. */
const REST = 250;

/** For brokers: why a listing of the other side stands where it stands, or is not in the list at all. */
export function WhyNotPanel({ listing }: { listing: ListingDetail }) {
  const { t } = useTranslation('why');
  const kind = listing.kind === 'need' ? 'technology' : 'need';
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const [other, setOther] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), REST);
    return () => clearTimeout(timer);
  }, [typed]);
  const hits = useRead(
    listListings,
    { query: { kind, q, pageSize: 10 } },
    { enabled: q !== '', placeholderData: keepPreviousData },
  );
  return (
    <Panel title={t('title')} hint={t('hint')} testid="why-not">
      <Select
        className={styles.find}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        allowClear
        value={other}
        onChange={setOther}
        placeholder={t(`find.${kind}`)}
        aria-label={t('choose')}
        loading={hits.isFetching}
        notFoundContent={null}
        data-testid="why-other"
        options={(q === '' ? [] : (hits.data?.items ?? [])).map((one) => ({
          value: one.id,
          label: [one.title, one.organisation?.name].filter(Boolean).join(' · '),
        }))}
      />
      {other && <Why key={other} id={listing.id} other={other} />}
    </Panel>
  );
}

function Why({ id, other }: { id: string; other: string }) {
  const why = useRead(explainPair, { params: { id, other } });
  return <QueryState result={why}>{(data) => <Explained why={data} />}</QueryState>;
}

function Explained({ why }: { why: ResponseOf<typeof explainPair> }) {
  const { t } = useTranslation('why');
  const { t: m } = useTranslation('matching');
  const locale = useLocale();
  const { place, shown, kept, last, parts, fits } = why;
  const levelOf = (level: string) => termLabel(matchLevels, level, locale);
  const [worst] = parts;
  const isBehind = worst && worst.last !== null && worst.pair < worst.last;
  const most = Math.max(
    ...parts.flatMap(({ pair, last: other }) => [Math.abs(pair), Math.abs(other ?? 0)]),
    1,
  );
  const bar = (value: number) => ({ inlineSize: `${(100 * Math.max(0, value)) / most}%` });
  return (
    <div className={styles.why} data-testid="why">
      <p className={styles.verdict} role="status">
        {place === null ? t('outside', { kept }) : t(place > shown ? 'below' : 'inList', { place, shown })}{' '}
        {t('level', { level: levelOf(why.level) })}
        {last && (isBehind ? ` · ${t('behind', { part: t(`part.${worst.part}`) })}` : ` · ${t('ahead')}`)}
      </p>
      {last ? (
        <p className={styles.soft}>{t('compared', { title: last.title, level: levelOf(last.level) })}</p>
      ) : (
        <p className={styles.soft}>{t('noList')}</p>
      )}
      <table className={styles.parts}>
        <thead>
          <tr>
            <th />
            <th scope="col">{t('it')}</th>
            <th scope="col">{t('last')}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ part, pair, last: other }) => (
            <tr key={part}>
              <th scope="row">{t(`part.${part}`)}</th>
              <td>
                <span className={styles.number}>{figure(part, pair)}</span>
                <i className={styles.bar} style={bar(pair)} />
              </td>
              <td>
                <span className={styles.number}>{other === null ? '–' : figure(part, other)}</span>
                {other !== null && <i className={`${styles.bar} ${styles.other}`} style={bar(other)} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.soft}>{t('unit')}</p>
      <h3 className={styles.head}>{t('reasons')}</h3>
      {why.reasons.length === 0 && <p className={styles.soft}>{t('nothing')}</p>}
      <ul className={styles.reasons}>
        {why.reasons.map((reason) => (
          <li key={reason}>
            <QuotedReason reason={reason} phrases={why.phrases} />
          </li>
        ))}
        {why.risk && <li>{why.risk}</li>}
      </ul>
      <h3 className={styles.head}>{t('conditions')}</h3>
      <ul className={styles.fits}>
        {fits.map(({ aspect, verdict, factor }) => (
          <li key={aspect} data-verdict={verdict}>
            {m(`weight.${aspect}`)}：{t(`fit.${verdict}`)}
            {verdict !== 'unknown' && ` ×${factor.toFixed(2)}`}
          </li>
        ))}
      </ul>
    </div>
  );
}

const figure = (part: string, value: number) =>
  part === 'fits' ? `×${value.toFixed(2)}` : `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;
