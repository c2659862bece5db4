import { listVersions } from '#contracts';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api';
import { Panel } from '../layout/panel';
import { formatDateTime } from '../layout/time';
import styles from './versions-panel.module.css';

/** When which wording of a listing was published. */
export function VersionsPanel({ id }: { id: string }) {
  const { t } = useTranslation('catalogue');
  const { data } = useRead(listVersions, { params: { id } });
  if (!data || data.versions.length === 0) return null;
  return (
    <Panel title={t('versions')} testid="versions">
      <ol className={styles.list} reversed>
        {data.versions.map((one, i) => (
          <li key={one.version}>
            <b>{t('versionNo', { no: data.versions.length - i })}</b>
            <span>{typeof one.content.title === 'string' && one.content.title}</span>
            <time dateTime={one.publishedAt}>{formatDateTime(one.publishedAt)}</time>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
