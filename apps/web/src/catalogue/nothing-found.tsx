import { SearchOutlined } from '@ant-design/icons';
import type { listListings, ResponseOf } from '#contracts';
import { useTranslation } from 'react-i18next';
import { Notice } from '../layout/notice';
import { PlainButton } from '../layout/plain-button';
import styles from './catalogue-page.module.css';
import type { CatalogueUrl } from './use-catalogue-url';

/** Why nothing stands here, and the step that finds something. */
export function NothingFound({
  url,
  found,
}: {
  url: CatalogueUrl;
  found: Pick<ResponseOf<typeof listListings>, 'didYouMean' | 'total'>;
}) {
  const { t } = useTranslation('catalogue');
  const { didYouMean, total } = found;
  if (total > 0) {
    return (
      <Notice
        icon={<SearchOutlined />}
        title={t('noSuchPage', { page: url.page })}
        testid="none-found"
        action={<PlainButton onClick={() => url.change({ page: null })}>{t('toFirstPage')}</PlainButton>}
      />
    );
  }
  return (
    <>
      {didYouMean && (
        <p className={styles.meant} data-testid="did-you-mean">
          {t('didYouMean')}{' '}
          <button type="button" onClick={() => url.change({ q: didYouMean, sort: null })}>
            {didYouMean}
          </button>
        </p>
      )}
      <Notice
        icon={<SearchOutlined />}
        title={t('noneFound')}
        testid="none-found"
        action={
          url.filterCount > 0 ? (
            <PlainButton onClick={url.clear}>{t('clearAll')}</PlainButton>
          ) : url.q ? (
            <PlainButton onClick={() => url.change({ q: null })}>{t('clearSearch')}</PlainButton>
          ) : undefined
        }
      >
        {t(url.filterCount > 0 || url.q ? 'noneFoundHint' : 'noneYetHint')}
      </Notice>
    </>
  );
}
