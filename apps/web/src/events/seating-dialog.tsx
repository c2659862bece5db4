import { seatRegistration, type RegistrationRow } from '#contracts';
import { Button, Form, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api';
import { useRefusal } from './use-refusal';

interface SeatingProps {
  eventId: string;
  row: RegistrationRow;
}
interface Fields {
  representatives: number;
}

/** What the timetable must know of a participant besides its rounds. */
export function Seating({ eventId, row }: SeatingProps) {
  const { t } = useTranslation('events');
  const [open, setOpen] = useState(false);
  const { refuse } = useRefusal();
  const change = useChange(seatRegistration);
  const [form] = Form.useForm<Fields>();
  const save = (body: Fields) =>
    change
      .mutateAsync({ params: { id: eventId, registration: row.id }, body })
      .then(() => setOpen(false), refuse);
  return (
    <>
      <Button
        size="small"
        onClick={() => setOpen(true)}
        aria-label={t('seatingOf', { name: row.organisation.name })}
        data-testid="seating"
      >
        {t('seating')}
      </Button>
      <Modal
        open={open}
        title={t('seatingOf', { name: row.organisation.name })}
        okText={t('seatingSave')}
        cancelText={t('back')}
        confirmLoading={change.isPending}
        onOk={form.submit}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <Form
          form={form}
          layout="vertical"
          initialValues={{ representatives: row.representatives }}
          onFinish={(fields) => void save(fields)}
        >
          <Form.Item
            name="representatives"
            label={t('representatives')}
            extra={t('representativesText')}
            rules={[{ required: true, message: t('required') }]}
          >
            <InputNumber min={1} max={9} precision={0} data-testid="representatives" />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}
