import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { centsOfWan, wanOfCents } from '../layout/money';
import { useMe } from '../layout/use-me';
import styles from './facets.module.css';
import type { CatalogueUrl } from './use-catalogue-url';
import { useFollowing } from './use-following';

const digits = /^\d{0,7}(\.\d{0,2})?$/;
const wordsOf = (cents: number | undefined) => (cents === undefined ? '' : String(wanOfCents(cents)));
const centsOf = (words: string) => (Number(words) > 0 ? centsOfWan(Number(words)) : null);

/** The range of the price or budget in 万元, for those who may see prices; the others learn how they may. */
export function PriceFacet({ url }: { url: CatalogueUrl }) {
  const { t } = useTranslation('catalogue');
  const { ready, signedIn, maySeePrices } = useMe();
  const { pathname, search } = useLocation();
  if (!ready || (signedIn && !maySeePrices)) return null;
  return (
    <fieldset className={styles.group} data-testid="facet-price">
      <legend className={styles.legend}>{t(`price.${url.kind}`)}</legend>
      {maySeePrices ? (
        <PriceRange url={url} />
      ) : (
        <Link className={styles.note} to={`/sign-in?next=${encodeURIComponent(pathname + search)}`}>
          {t('priceMembers')}
        </Link>
      )}
    </fieldset>
  );
}

function PriceRange({ url }: { url: CatalogueUrl }) {
  const { t } = useTranslation('catalogue');
  const { min, max } = url.price;
  const [words, setWords] = useFollowing({ min: wordsOf(min), max: wordsOf(max) });
  const next = { min: centsOf(words.min), max: centsOf(words.max) };
  const reversed = next.min !== null && next.max !== null && next.min > next.max;
  const apply = () => {
    if (!reversed && (next.min !== (min ?? null) || next.max !== (max ?? null)))
      url.change({ priceMin: next.min, priceMax: next.max });
  };
  return (
    <>
      <div
        className={styles.range}
        onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || apply()}
      >
        {(['min', 'max'] as const).map((end) => (
          <label key={end}>
            <span>{t(end === 'min' ? 'priceFrom' : 'priceTo')}</span>
            <input
              type="text"
              inputMode="decimal"
              className={styles.find}
              value={words[end]}
              placeholder={t('priceAny')}
              aria-invalid={reversed}
              data-testid={`price-${end}`}
              onChange={(event) =>
                digits.test(event.target.value) && setWords({ ...words, [end]: event.target.value })
              }
              onKeyDown={(event) => event.key === 'Enter' && apply()}
            />
          </label>
        ))}
      </div>
      {reversed && (
        <p role="alert" className={styles.fault}>
          {t('priceOrder')}
        </p>
      )}
    </>
  );
}
