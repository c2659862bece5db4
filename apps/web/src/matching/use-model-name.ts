import { useTranslation } from 'react-i18next';

/** How a list's model is called: `engine+version/vectors`, of which the last two may be missing. */
export function useModelName() {
  const { t } = useTranslation('matching');
  return (modelVersion: string | null) => {
    const [, no, vectors] = /^[^+/]*(?:\+(\d+))?(?:\/(.*))?$/.exec(modelVersion ?? '') ?? [];
    const name = no ? t('modelNo', { no }) : t('modelZero');
    return vectors ? t('modelVectors', { name, vectors }) : name;
  };
}
