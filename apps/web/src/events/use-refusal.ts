import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api';

/** The sentence for the reader of whatever went wrong: the server's own, or that the network is down. */
export function useRefusal() {
  const { t } = useTranslation('layout');
  const { message } = App.useApp();
  const sentenceOf = (error: unknown) =>
    error instanceof ApiError && error.message ? error.message : t('unreachable');
  return { sentenceOf, refuse: (error: unknown) => void message.error(sentenceOf(error)) };
}
