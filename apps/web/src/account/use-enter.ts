import { useQueryClient } from '@tanstack/react-query';
import { readMe, type Me } from '#contracts';
import i18n from 'i18next';

/** Takes over another identity (or none): everything read for the former one is forgotten. */
export function useEnter() {
  const client = useQueryClient();
  return async (me: Me | null) => {
    client.getMutationCache().clear();
    const reset = client.resetQueries();
    if (me) client.setQueryData([readMe.path, {}, i18n.language], me);
    await reset;
  };
}
