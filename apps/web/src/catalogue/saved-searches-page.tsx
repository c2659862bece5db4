import { SearchOutlined } from '@ant-design/icons';
import { listSavedSearches } from '#contracts';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api';
import { Gate } from '../layout/gate';
import { LinkButton } from '../layout/link-button';
import { Notice } from '../layout/notice';
import { Page } from '../layout/page';
import { QueryState } from '../layout/query-state';
import { SavedSearchRow } from './saved-search-row';
import styles from './saved-searches-page.module.css';
import { useLateDeletion } from './use-late-deletion';

/** The reader's saved searches with what is new in each. */
export function SavedSearchesPage() {
  return (
    <Gate>
      <SavedSearches />
    </Gate>
  );
}

function SavedSearches() {
  const { t } = useTranslation('catalogue');
  const searches = useRead(listSavedSearches, {});
  const deletion = useLateDeletion();
  const toCatalogue = (
    <LinkButton type="primary" to="/catalogue">
      {t('toCatalogue')}
    </LinkButton>
  );
  return (
    <Page title={t('mySearches')} subtitle={t('mySearchesSubtitle')} width="narrow">
      <QueryState
        result={searches}
        isEmpty={(data) => data.searches.length === 0}
        empty={
          <Notice
            icon={<SearchOutlined />}
            title={t('mySearchesNone')}
            action={toCatalogue}
            testid="no-searches"
          >
            {t('mySearchesNoneHint')}
          </Notice>
        }
      >
        {(data) => (
          <ul className={styles.list}>
            {data.searches.map((search) => (
              <SavedSearchRow key={search.id} search={search} deletion={deletion} />
            ))}
          </ul>
        )}
      </QueryState>
    </Page>
  );
}
