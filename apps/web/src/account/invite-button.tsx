import { CopyOutlined, UserAddOutlined } from '@ant-design/icons';
import { inviteMember } from '#contracts';
import { App, Button, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api';
import { ProblemAlert } from '../layout/problem-alert';
import { formatDateTime } from '../layout/time';
import styles from './members.module.css';

/** Makes a one-time link for a new member and offers it to be copied. */
export function InviteButton() {
  const { t } = useTranslation('account');
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [role, setRole] = useState<'member' | 'admin'>('member');
  const invite = useChange(inviteMember);
  const link = invite.data && new URL(invite.data.path, window.location.origin).href;

  async function copy(address: string) {
    try {
      await navigator.clipboard.writeText(address);
      message.success(t('copied'));
    } catch {
      message.warning(t('copyFailed'));
    }
  }
  function onOpen() {
    invite.reset();
    setOpen(true);
  }
  return (
    <>
      <Button icon={<UserAddOutlined />} onClick={onOpen} data-testid="invite">
        {t('invite')}
      </Button>
      <Modal
        open={open}
        title={t('inviteTitle')}
        onCancel={() => setOpen(false)}
        footer={
          link ? (
            <Button onClick={() => setOpen(false)}>{t('close')}</Button>
          ) : (
            <Button
              type="primary"
              loading={invite.isPending}
              onClick={() => invite.mutate({ body: { role } })}
              data-testid="make-invitation"
            >
              {t('inviteMake')}
            </Button>
          )
        }
      >
        <p>{t('inviteText')}</p>
        <ProblemAlert error={invite.error} />
        {invite.data && link ? (
          <div aria-live="polite">
            <div>{t('inviteReady', { until: formatDateTime(invite.data.expiresAt) })}</div>
            <div className={styles.link}>
              <Input
                readOnly
                value={link}
                onFocus={(event) => event.target.select()}
                data-testid="invitation-link"
              />
              <Button type="primary" icon={<CopyOutlined />} onClick={() => void copy(link)}>
                {t('copy')}
              </Button>
            </div>
          </div>
        ) : (
          <Form.Item label={t('role')} layout="vertical">
            <Radio.Group
              value={role}
              onChange={(event) => setRole(event.target.value as 'member' | 'admin')}
              options={[
                { value: 'member', label: t('roleMember') },
                { value: 'admin', label: t('roleAdmin') },
              ]}
            />
          </Form.Item>
        )}
      </Modal>
    </>
  );
}
