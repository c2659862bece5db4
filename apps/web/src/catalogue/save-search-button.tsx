import { StarOutlined } from '@ant-design/icons';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PlainButton } from '../layout/plain-button';
import { themed } from '../layout/themed';
import type { CatalogueUrl } from './use-catalogue-url';

const SaveSearchDialog = themed(async () => (await import('./save-search-dialog')).SaveSearchDialog);

/** Keeps this search; the dialog's code comes with the first press. */
export function SaveSearchButton({
  url,
  organisationName,
}: {
  url: CatalogueUrl;
  organisationName?: string;
}) {
  const { t } = useTranslation('catalogue');
  const [open, setOpen] = useState<boolean>();
  return (
    <>
      <PlainButton icon={<StarOutlined />} onClick={() => setOpen(true)} data-testid="save-search">
        {t('saveSearch')}
      </PlainButton>
      {open !== undefined && (
        <Suspense>
          <SaveSearchDialog
            open={open}
            onClose={() => setOpen(false)}
            url={url}
            organisationName={organisationName}
          />
        </Suspense>
      )}
    </>
  );
}
