import { CloudSyncOutlined, FileSearchOutlined, InboxOutlined, ReloadOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api';
import { GhostLines } from './ghost-lines';
import { Notice } from './notice';
import { PlainButton, PlainLink } from './plain-button';
import { SignInNotice } from './sign-in-notice';

interface ReadResult<T> {
  data: T | undefined;
  error: ApiError | null;
  isPending: boolean;
  isFetching: boolean;
  refetch: () => unknown;
}

interface QueryStateProps<T> {
  result: ReadResult<T>;
  /** Whether there is nothing to show; then `empty` stands in. */
  isEmpty?: (data: T) => boolean;
  empty?: ReactNode;
  /** What stands while the first answer is under way. */
  loading?: ReactNode;
  children: (data: T) => ReactNode;
}

/** The states of a `useRead`: loading, refused with a way on, empty, and the content. */
export function QueryState<T>({ result, isEmpty, empty, loading, children }: QueryStateProps<T>) {
  const { t } = useTranslation('layout');
  if (result.data !== undefined) {
    if (!isEmpty?.(result.data)) return children(result.data);
    return empty ?? <Notice icon={<InboxOutlined />} title={t('nothingHere')} testid="empty" />;
  }
  if (result.error) return <ReadProblem error={result.error} retry={() => void result.refetch()} />;
  return (
    <div role="status" aria-label={t('loading')} data-testid="loading" data-loading>
      {loading ?? <GhostLines lines={7} />}
    </div>
  );
}

/** Why something could not be read, with the step that helps: sign in, go back, or try again. */
function ReadProblem({ error, retry }: { error: ApiError; retry: () => void }) {
  const { t } = useTranslation('layout');
  if (error.status === 401) return <SignInNotice />;
  // What is no address of anything: asking again would not help.
  const nowhere = error.status === 422;
  const final = nowhere || [403, 404, 410].includes(error.status);
  return (
    <Notice
      role="alert"
      testid="read-problem"
      icon={final ? <FileSearchOutlined /> : <CloudSyncOutlined />}
      title={nowhere ? t('notFoundTitle') : error.message || t('failed')}
      action={
        final ? (
          <PlainLink to="/">{t('toHome')}</PlainLink>
        ) : (
          <PlainButton icon={<ReloadOutlined />} onClick={retry} data-testid="retry">
            {t('retry')}
          </PlainButton>
        )
      }
    >
      {nowhere && t('notFoundText')}
    </Notice>
  );
}
