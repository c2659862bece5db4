import { seatRegistration, tableFeatures, termLabel, type InputOf, type RegistrationRow } from '#contracts';
import { Button, Checkbox, Form, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api';
import { useLocale } from '../layout/use-locale';
import { useRefusal } from './use-refusal';

interface SeatingProps {
  eventId: string;
  row: RegistrationRow;
  /** Of the event. */
  tables: number;
}
type Fields = InputOf<typeof seatRegistration>['body'];

/** What the timetable must know of a participant besides its rounds. */
export function Seating({ eventId, row, tables }: SeatingProps) {
  const { t } = useTranslation('events');
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const { refuse } = useRefusal();
  const change = useChange(seatRegistration);
  const [form] = Form.useForm<Fields>();
  const isAlone = (Form.useWatch('representatives', form) ?? row.representatives) === 1;
  const save = ({ homeTable, ...rest }: Fields) =>
    change
      .mutateAsync({
        params: { id: eventId, registration: row.id },
        body: { ...rest, homeTable: isAlone ? (homeTable ?? null) : null },
      })
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
          initialValues={{
            representatives: row.representatives,
            homeTable: row.homeTable,
            tableNeeds: row.tableNeeds,
          }}
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
          <Form.Item name="homeTable" label={t('homeTable')} extra={t('homeTableText')}>
            <Select
              allowClear
              showSearch
              disabled={!isAlone}
              placeholder={t('homeTableNone')}
              options={Array.from({ length: tables }, (_, i) => ({ value: i + 1, label: String(i + 1) }))}
              data-testid="home-table"
            />
          </Form.Item>
          <Form.Item name="tableNeeds" label={t('tableNeeds')} extra={t('tableNeedsText')}>
            <Checkbox.Group
              options={tableFeatures.map(({ code }) => ({
                value: code,
                label: termLabel(tableFeatures, code, locale),
              }))}
            />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}
