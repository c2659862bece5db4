import { useTranslation } from 'react-i18next';

/** How a list's model is called: what stands after the plus sign is the version of what was learned. */
export function useModelName() {
  const { t } = useTranslation('matching');
  return (modelVersion: string | null) => {
    const no = modelVersion?.split('+')[1];
    return no ? t('modelNo', { no }) : t('modelZero');
  };
}
