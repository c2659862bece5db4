import type { listListings, ResponseOf } from '#contracts';
import { Slider } from 'antd';
import { useTranslation } from 'react-i18next';
import { listFilters, type ListFilter, type ListingKind } from './catalogue-address';
import { FacetGroup } from './facet-group';
import styles from './facets.module.css';
import { filterTerms } from './filter-terms';
import { OrganisationFacet } from './organisation-facet';
import { PriceFacet } from './price-facet';
import type { CatalogueUrl } from './use-catalogue-url';
import { useFollowing } from './use-following';

interface FacetPanelProps {
  url: CatalogueUrl;
  /** Undefined until the first answer. */
  found?: ResponseOf<typeof listListings>;
}

const trlMarks = { 1: '1', 3: '3', 5: '5', 7: '7', 9: '9' };
const onlyOf: Partial<Record<ListFilter, ListingKind>> = {
  stage: 'technology',
  ipType: 'technology',
  needKind: 'need',
};

/** All filters of the catalogue; beside the results, or in a drawer on phones. */
export function FacetPanel({ url, found }: FacetPanelProps) {
  const { t } = useTranslation('catalogue');
  const [trl, setTrl] = useFollowing<number[]>(url.trl);
  const ofKind = listFilters.filter((name) => (onlyOf[name] ?? url.kind) === url.kind);
  return (
    <div className={styles.panel} data-testid="facets">
      {ofKind.slice(0, 2).map((name) => group(name))}
      <fieldset className={styles.group}>
        <legend className={styles.legend}>
          {t(url.kind === 'technology' ? 'trl' : 'minTrl')}
          <span className={styles.count}>
            {trl[0]} – {trl[1]}
          </span>
        </legend>
        <div className={styles.slider}>
          <Slider
            range
            min={1}
            max={9}
            marks={trlMarks}
            value={trl}
            onChange={setTrl}
            onChangeComplete={([min, max]) =>
              url.change({ trlMin: min! > 1 ? min! : null, trlMax: max! < 9 ? max! : null })
            }
            ariaLabelForHandle={[t('trlFrom'), t('trlTo')]}
          />
        </div>
      </fieldset>
      {group('mode')}
      <PriceFacet url={url} />
      <OrganisationFacet
        title={t(`organisations.${url.kind}`)}
        organisations={found?.organisations ?? []}
        selected={url.organisation}
        onChange={(organisation) => url.change({ organisation })}
      />
      {ofKind.slice(3).map((name) => group(name))}
    </div>
  );

  function group(name: ListFilter) {
    return (
      <FacetGroup
        key={name}
        name={name}
        title={t(`filter.${name}`)}
        terms={filterTerms[name]}
        counts={found?.facets[name] ?? []}
        selected={url.selected[name]}
        onChange={(codes) => url.change({ [name]: codes })}
      />
    );
  }
}
