import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from './use-me';

/** Says to members of an organisation that is not approved what they wait for. */
export function OrganisationBanner() {
  const { t } = useTranslation('layout');
  const { organisation } = useMe();
  if (!organisation || organisation.state === 'approved') return null;
  const pending = organisation.state === 'pending';
  return (
    <Alert
      banner
      type={pending ? 'info' : 'error'}
      data-testid="organisation-banner"
      title={t(pending ? 'pendingBanner' : 'rejectedBanner', {
        name: organisation.name,
        reason: organisation.reason ?? '—',
      })}
    />
  );
}
