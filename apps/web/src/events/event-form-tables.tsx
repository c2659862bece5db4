import { tableFeatures, termLabel } from '#contracts';
import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../layout/use-locale';
import type { EventFormValues } from './event-form';
import styles from './event-form-page.module.css';

/** For each feature the tables that have it. */
export function EventTablesFields() {
  const { t } = useTranslation('events');
  const locale = useLocale();
  const form = Form.useFormInstance<EventFormValues>();
  const tables = Form.useWatch('tables', form) ?? 0;
  const options = Array.from({ length: tables }, (_, i) => ({ value: i + 1, label: String(i + 1) }));
  return (
    <section className={styles.section}>
      <h2>{t('formTables')}</h2>
      <p className={styles.hint}>{t('formTablesText')}</p>
      <div className={styles.pair}>
        {tableFeatures.map(({ code }) => (
          <Form.Item key={code} name={['tableFeatures', code]} label={termLabel(tableFeatures, code, locale)}>
            <Select
              mode="multiple"
              allowClear
              options={options}
              placeholder={t('fFeatureNone')}
              data-testid={`feature-${code}`}
            />
          </Form.Item>
        ))}
      </div>
    </section>
  );
}
