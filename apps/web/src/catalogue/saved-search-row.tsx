import { DeleteOutlined, EditOutlined } from '@ant-design/icons';
import { changeSavedSearch, type SavedSearch } from '#contracts';
import { Button, Input, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useChange } from '../api';
import { searchOf } from '../api-address';
import { useRefusal } from '../events/use-refusal';
import { formatDate } from '../layout/time';
import styles from './saved-searches-page.module.css';
import { nameLimit } from './search-name';
import type { LateDeletion } from './use-late-deletion';

/** One saved search: opened, renamed, told by mail or not, deleted with a way back. */
export function SavedSearchRow({ search, deletion }: { search: SavedSearch; deletion: LateDeletion }) {
  const { t } = useTranslation('catalogue');
  const { refuse } = useRefusal();
  const change = useChange(changeSavedSearch);
  const [renaming, setRenaming] = useState(false);
  const { id, name, kind, query, mail, fresh, createdAt } = search;

  if (deletion.isDeleted(id)) {
    return (
      <li className={`${styles.row} ${styles.gone}`} role="status">
        <span className={styles.name}>{t('deleted', { name })}</span>
        <Button onClick={() => deletion.undo(id)} data-testid="undo-delete">
          {t('undo')}
        </Button>
      </li>
    );
  }
  const set = (body: Parameters<typeof change.mutate>[0]['body']) =>
    change.mutate({ params: { id }, body }, { onError: refuse });
  function rename(next: string) {
    setRenaming(false);
    if (next.trim() && next.trim() !== name) set({ name: next.trim() });
  }
  return (
    <li className={styles.row} data-testid="saved-search">
      <div className={styles.words}>
        {renaming ? (
          <Input
            autoFocus
            defaultValue={name}
            maxLength={nameLimit}
            aria-label={t('searchName')}
            data-testid="rename-input"
            onPressEnter={(event) => rename(event.currentTarget.value)}
            onBlur={(event) => rename(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && setRenaming(false)}
          />
        ) : (
          <Link
            className={styles.name}
            to={`/catalogue?${searchOf({ kind, ...query })}`}
            data-testid="open-saved-search"
            onClick={() => set({ seen: true })}
          >
            {name}
          </Link>
        )}
        <span className={styles.soft}>
          {t(`list.${kind}`)} · {t('savedOn', { day: formatDate(createdAt) })} ·{' '}
          {fresh > 0 ? <b className={styles.fresh}>{t('fresh', { count: fresh })}</b> : t('freshNone')}
        </span>
      </div>
      <label className={styles.mail}>
        <Switch
          checked={change.isPending ? (change.variables.body.mail ?? mail) : mail}
          onChange={(next) => set({ mail: next })}
          aria-label={t('mailOf', { name })}
          data-testid="toggle-mail"
        />
        {t('mail')}
      </label>
      <div className={styles.actions}>
        <Button
          type="text"
          icon={<EditOutlined />}
          aria-label={t('renameOf', { name })}
          onClick={() => setRenaming(true)}
          data-testid="rename-search"
        >
          {t('rename')}
        </Button>
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t('deleteOf', { name })}
          onClick={() => deletion.remove(id)}
          data-testid="delete-search"
        >
          {t('deleteSearch')}
        </Button>
      </div>
    </li>
  );
}
