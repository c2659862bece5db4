import { SearchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Notice } from '../layout/notice';
import styles from './catalogue-page.module.css';
import type { CatalogueUrl } from './use-catalogue-url';

/** Why nothing stands here, and the step that finds something. */
export function NothingFound({ url, didYouMean }: { url: CatalogueUrl; didYouMean: string | null }) {
  const { t } = useTranslation('catalogue');
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
            <Button onClick={url.clear}>{t('clearAll')}</Button>
          ) : url.q ? (
            <Button onClick={() => url.change({ q: null })}>{t('clearSearch')}</Button>
          ) : undefined
        }
      >
        {t(url.filterCount > 0 || url.q ? 'noneFoundHint' : 'noneYetHint')}
      </Notice>
    </>
  );
}
