import { closeAllSessions, districts, organisationKinds, platformRoles, termLabel } from '#contracts';
import { App, Button, Descriptions, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useChange } from '../api';
import { Gate } from '../layout/gate';
import { Page } from '../layout/page';
import { Panel } from '../layout/panel';
import { useLocale } from '../layout/use-locale';
import { useMe } from '../layout/use-me';
import { Members } from './members';
import { useEnter } from './use-enter';

const stateColor = { pending: 'gold', approved: 'green', rejected: 'red' } as const;

export function AccountPage() {
  return (
    <Gate>
      <Account />
    </Gate>
  );
}

function Account() {
  const { t } = useTranslation('account');
  const locale = useLocale();
  const { person, organisation, organisationRole, platformRole } = useMe();
  const role = platformRole
    ? termLabel(platformRoles, platformRole, locale)
    : t(organisationRole === 'admin' ? 'roleAdmin' : 'roleMember');
  if (!person) return null;
  return (
    <Page title={t('accountTitle')} width="narrow">
      <Panel title={t('myAccount')}>
        <Descriptions
          column={{ xs: 1, sm: 2 }}
          items={[
            { key: 'name', label: t('personName'), children: person.name },
            { key: 'login', label: t('login'), children: person.login },
            { key: 'role', label: t('role'), children: role },
            ...(person.title ? [{ key: 'title', label: t('title'), children: person.title }] : []),
          ]}
        />
      </Panel>
      <Panel title={t('myOrganisation')} testid="my-organisation">
        {organisation ? (
          <Descriptions
            column={{ xs: 1, sm: 2 }}
            items={[
              { key: 'name', label: t('organisationName'), children: organisation.name },
              {
                key: 'kind',
                label: t('kind'),
                children: termLabel(organisationKinds, organisation.kind, locale),
              },
              {
                key: 'district',
                label: t('district'),
                children: organisation.district ? termLabel(districts, organisation.district, locale) : '—',
              },
              {
                key: 'state',
                label: t('stateLabel'),
                children: (
                  <span>
                    <Tag
                      variant="filled"
                      color={stateColor[organisation.state]}
                      data-testid="organisation-state"
                    >
                      {t(`state.${organisation.state}`)}
                    </Tag>
                    {organisation.reason}
                  </span>
                ),
              },
            ]}
          />
        ) : (
          t('noOrganisation')
        )}
      </Panel>
      {organisation && organisationRole === 'admin' && <Members own={person.id} />}
      <Security />
    </Page>
  );
}

function Security() {
  const { t } = useTranslation('account');
  const { modal } = App.useApp();
  const navigate = useNavigate();
  const enter = useEnter();
  const closeAll = useChange(closeAllSessions);
  const ask = () =>
    void modal.confirm({
      title: t('signOutAll'),
      content: t('signOutAllAsk'),
      okText: t('signOutAll'),
      okButtonProps: { danger: true },
      onOk: async () => {
        await closeAll.mutateAsync({});
        await navigate('/');
        await enter(null);
      },
    });
  return (
    <Panel
      title={t('security')}
      actions={
        <Button danger onClick={ask} data-testid="sign-out-all">
          {t('signOutAll')}
        </Button>
      }
    >
      {t('signOutAllHint')}
    </Panel>
  );
}
