import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, DatePicker, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './event-form-page.module.css';

/** The agenda around the meetings: opening, talks, lunch. */
export function EventSessionsFields() {
  const { t } = useTranslation('events');
  const required = [{ required: true, message: t('required') }];
  return (
    <section className={styles.section}>
      <h2>{t('formSessions')}</h2>
      <Form.List name="sessions">
        {(items, { add, remove }) => (
          <>
            {items.map(({ key, name }) => (
              <div key={key} className={styles.session}>
                <Form.Item name={[name, 'title']} label={t('fSessionTitle')} rules={required}>
                  <Input maxLength={200} />
                </Form.Item>
                <Form.Item name={[name, 'room']} label={t('fSessionRoom')}>
                  <Input maxLength={100} />
                </Form.Item>
                <Form.Item
                  name={[name, 'time']}
                  className={styles.sessionTime}
                  label={t('fSessionTime')}
                  rules={required}
                >
                  <DatePicker.RangePicker
                    showTime={{ format: 'HH:mm', minuteStep: 5 }}
                    format="YYYY-MM-DD HH:mm"
                    style={{ width: '100%' }}
                  />
                </Form.Item>
                <Button
                  icon={<DeleteOutlined />}
                  aria-label={t('removeSession')}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Form.Item>
              <Button icon={<PlusOutlined />} block onClick={() => add({})}>
                {t('addSession')}
              </Button>
            </Form.Item>
          </>
        )}
      </Form.List>
    </section>
  );
}
