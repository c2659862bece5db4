import { makeDeviceLink } from '#contracts';
import { Alert, App, Button, Form, Input, Modal, QRCode } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api';
import { formatDateTime } from '../layout/time';
import styles from './device-link-dialog.module.css';
import { useRefusal } from './use-refusal';

interface DeviceLinkDialogProps {
  eventId: string;
  open: boolean;
  onClose: () => void;
}

export function DeviceLinkDialog({ eventId, open, onClose }: DeviceLinkDialogProps) {
  const { t } = useTranslation('events');
  const { message } = App.useApp();
  const { sentenceOf } = useRefusal();
  const make = useChange(makeDeviceLink);
  const link = make.data && new URL(make.data.path, location.origin).href;
  const copy = () => {
    if (link) void navigator.clipboard.writeText(link).then(() => message.success(t('copied')));
  };
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      title={t('deviceTitle')}
      afterClose={make.reset}
      destroyOnHidden
    >
      <p>{t('deviceText')}</p>
      {make.error && <Alert type="error" showIcon title={sentenceOf(make.error)} />}
      {make.data && link ? (
        <div className={styles.result}>
          <QRCode value={link} size={220} type="svg" bordered={false} bgColor="#fff" />
          <div className={styles.link} data-testid="device-link">
            {link}
          </div>
          {'clipboard' in navigator && <Button onClick={copy}>{t('copy')}</Button>}
          <span>{t('deviceUntil', { time: formatDateTime(make.data.expiresAt) })}</span>
        </div>
      ) : (
        <Form
          layout="vertical"
          initialValues={{ name: t('deviceNameDefault', { no: 1 }) }}
          onFinish={({ name }: { name: string }) => make.mutate({ params: { id: eventId }, body: { name } })}
        >
          <Form.Item name="name" label={t('deviceName')} rules={[{ required: true, message: t('required') }]}>
            <Input maxLength={200} />
          </Form.Item>
          <Button
            type="primary"
            htmlType="submit"
            block
            loading={make.isPending}
            data-testid="make-device-link"
          >
            {t('deviceMake')}
          </Button>
        </Form>
      )}
    </Modal>
  );
}
