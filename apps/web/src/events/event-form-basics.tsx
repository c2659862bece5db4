import { districts, fields, organisationKinds, termLabel } from '#contracts';
import { Checkbox, DatePicker, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../layout/use-locale';
import { pairKeys, quotaKinds } from './event-form';
import styles from './event-form-page.module.css';

const { RangePicker } = DatePicker;

/** What, where, when, and who gets a seat. */
export function EventBasics() {
  const { t } = useTranslation('events');
  const locale = useLocale();
  const required = [{ required: true, message: t('required') }];
  const options = (terms: typeof districts | typeof fields) =>
    terms.map(({ code }) => ({ value: code, label: termLabel(terms, code, locale) }));
  const range = (
    <RangePicker
      showTime={{ format: 'HH:mm', minuteStep: 5 }}
      format="YYYY-MM-DD HH:mm"
      style={{ width: '100%' }}
    />
  );
  return (
    <>
      <section className={styles.section}>
        <h2>{t('formBasics')}</h2>
        <Form.Item name="title" label={t('fTitle')} rules={required}>
          <Input maxLength={200} placeholder={t('fTitleHint')} data-testid="event-title-input" />
        </Form.Item>
        <div className={styles.pair}>
          <Form.Item name="seriesNumber" label={t('fSeries')} rules={required}>
            <InputNumber min={1} max={9999} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="theme" label={t('fTheme')}>
            <Select allowClear placeholder={t('fThemeAny')} options={options(fields)} />
          </Form.Item>
        </div>
        <Form.Item name="hosts" label={t('fHosts')} rules={required}>
          <Select
            mode="tags"
            open={false}
            suffixIcon={null}
            placeholder={t('fHostsHint')}
            tokenSeparators={['、', '，', ',']}
          />
        </Form.Item>
        <Form.Item name="intro" label={t('fIntro')}>
          <Input.TextArea autoSize={{ minRows: 4, maxRows: 14 }} maxLength={5000} />
        </Form.Item>
      </section>
      <section className={styles.section}>
        <h2>{t('formPlace')}</h2>
        <Form.Item name="time" label={t('fTime')} rules={required}>
          {range}
        </Form.Item>
        <div className={styles.pair}>
          <Form.Item name="district" label={t('fDistrict')} rules={required}>
            <Select options={options(districts)} />
          </Form.Item>
          <Form.Item name="venue" label={t('fVenue')} rules={required}>
            <Input maxLength={200} placeholder={t('fVenueHint')} />
          </Form.Item>
        </div>
      </section>
      <section className={styles.section}>
        <h2>{t('formRegistration')}</h2>
        <Form.Item name="window" label={t('fWindow')} rules={required}>
          {range}
        </Form.Item>
        <div className={styles.pair}>
          <Form.Item name="capacity" label={t('fCapacity')} rules={required}>
            <InputNumber min={1} max={5000} precision={0} suffix={t('seatUnit')} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="approval" label={t('fApproval')}>
            <Radio.Group
              options={[
                { value: 'automatic', label: t('approvalAutomatic') },
                { value: 'manual', label: t('approvalManual') },
              ]}
            />
          </Form.Item>
        </div>
        <Form.Item label={t('fQuotas')} extra={t('fQuotasHint')} style={{ marginBottom: 12 }}>
          <div className={styles.three}>
            {quotaKinds.map((kind) => (
              <Form.Item key={kind} name={['quotas', kind]} style={{ marginBottom: 8 }}>
                <InputNumber
                  min={1}
                  max={5000}
                  precision={0}
                  prefix={termLabel(organisationKinds, kind, locale)}
                  aria-label={termLabel(organisationKinds, kind, locale)}
                  style={{ width: '100%' }}
                />
              </Form.Item>
            ))}
          </div>
        </Form.Item>
        <Form.Item name="mayMeet" label={t('fMayMeet')} rules={required}>
          <Checkbox.Group options={pairKeys.map((key) => ({ value: key, label: t(`mayMeet_${key}`) }))} />
        </Form.Item>
      </section>
    </>
  );
}
