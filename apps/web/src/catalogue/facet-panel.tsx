import { Slider } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FacetGroup } from './facet-group';
import styles from './facets.module.css';
import { filterTerms } from './filter-terms';
import { listFilters, type CatalogueUrl } from './use-catalogue-url';

interface FacetPanelProps {
  url: CatalogueUrl;
  facets: Record<string, { code: string; count: number }[]>;
}

const trlMarks = { 1: '1', 3: '3', 5: '5', 7: '7', 9: '9' };

/** All filters of the catalogue; beside the results, or in a drawer on phones. */
export function FacetPanel({ url, facets }: FacetPanelProps) {
  const { t } = useTranslation('catalogue');
  // While a handle is dragged the address still says the former range.
  const [dragged, setDragged] = useState<number[] | null>(null);
  const trl = dragged ?? url.trl;
  const ofKind = listFilters.filter((name) =>
    url.kind === 'technology' ? name !== 'needKind' : name !== 'stage',
  );
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
            onChange={setDragged}
            onChangeComplete={([min, max]) => {
              setDragged(null);
              url.change({ trlMin: min! > 1 ? min! : null, trlMax: max! < 9 ? max! : null });
            }}
            ariaLabelForHandle={[t('trlFrom'), t('trlTo')]}
          />
        </div>
      </fieldset>
      {ofKind.slice(2).map((name) => group(name))}
    </div>
  );

  function group(name: (typeof listFilters)[number]) {
    return (
      <FacetGroup
        key={name}
        name={name}
        title={t(`filter.${name}`)}
        terms={filterTerms[name]}
        counts={facets[name] ?? []}
        selected={url.selected[name]}
        onChange={(codes) => url.change({ [name]: codes })}
      />
    );
  }
}
