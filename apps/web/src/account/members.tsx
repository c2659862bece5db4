import { changeMember, listMembers } from '#contracts';
import { App, Button, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChange, useRead } from '../api';
import { Panel } from '../layout/panel';
import { QueryState } from '../layout/query-state';
import { InviteButton } from './invite-button';
import styles from './members.module.css';

/** The members of the own organisation: roles, accounts on and off, invitations. */
export function Members({ own }: { own: string }) {
  const { t } = useTranslation('account');
  const { message, modal } = App.useApp();
  const members = useRead(listMembers, {});
  const change = useChange(changeMember);
  const save = (id: string, body: { role?: 'member' | 'admin'; active?: boolean }) =>
    change.mutate({ params: { id }, body }, { onError: (error) => void message.error(error.message) });

  function askDisable(id: string, name: string) {
    modal.confirm({
      title: t('disable'),
      content: t('disableAsk', { name }),
      okText: t('disable'),
      cancelText: t('cancel'),
      okButtonProps: { danger: true },
      onOk: () => save(id, { active: false }),
    });
  }
  return (
    <Panel title={t('members')} hint={t('membersHint')} actions={<InviteButton />} testid="members">
      <QueryState result={members}>
        {(data) => (
          <ul className={styles.list}>
            {data.members.map((member) => (
              <li key={member.id} className={styles.member} data-testid="member">
                <div className={styles.who}>
                  <b>{member.name}</b> {member.id === own && <Tag variant="filled">{t('you')}</Tag>}
                  {!member.active && <Tag variant="filled">{t('inactive')}</Tag>}
                  <div className={styles.login}>{member.login}</div>
                </div>
                <Select
                  value={member.role}
                  aria-label={`${member.name} ${t('role')}`}
                  className={styles.role}
                  disabled={change.isPending || !member.active}
                  onChange={(role) => save(member.id, { role })}
                  options={[
                    { value: 'member' as const, label: t('roleMember') },
                    { value: 'admin' as const, label: t('roleAdmin') },
                  ]}
                />
                {member.active ? (
                  <Button
                    type="text"
                    danger
                    disabled={member.id === own}
                    onClick={() => askDisable(member.id, member.name)}
                  >
                    {t('disable')}
                  </Button>
                ) : (
                  <Button type="text" onClick={() => save(member.id, { active: true })}>
                    {t('enable')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </QueryState>
    </Panel>
  );
}
