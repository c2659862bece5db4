import type { listListings, ResponseOf } from '#contracts';
import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './catalogue-page.module.css';
import { FacetPanel } from './facet-panel';
import type { CatalogueUrl } from './use-catalogue-url';

interface FilterDrawerProps {
  open: boolean;
  onClose: () => void;
  url: CatalogueUrl;
  found?: ResponseOf<typeof listListings>;
}

/** The filters on phones. */
export function FilterDrawer({ open, onClose, url, found }: FilterDrawerProps) {
  const { t } = useTranslation('catalogue');
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={t('filters')}
      placement="right"
      size={Math.min(360, window.innerWidth - 24)}
      footer={
        <div className={styles.drawerFoot}>
          <Button onClick={url.clear} disabled={url.filterCount === 0}>
            {t('clearAll')}
          </Button>
          <Button type="primary" onClick={onClose} data-testid="show-results">
            {t('showResults', { count: found?.total ?? 0 })}
          </Button>
        </div>
      }
    >
      <FacetPanel url={url} found={found} />
    </Drawer>
  );
}
