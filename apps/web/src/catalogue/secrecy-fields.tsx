import { disclosureLevels } from '#contracts';
import { Checkbox, Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../layout/use-locale';
import { FoldedPart } from './folded-part';
import { TextField } from './form-fields';
import styles from './listing-editor.module.css';

/** Who may see the listing, and what only the reviewers read. */
export function SecrecyFields({ anonymous = false }: { anonymous?: boolean }) {
  const { t } = useTranslation('catalogue');
  const locale = useLocale();
  return (
    <FoldedPart title={t('part.secrecy')} names={['confidentialNotes', 'anonymous']}>
      <Form.Item name="disclosure" label={t('name.disclosure')}>
        <Radio.Group
          className={styles.radios}
          data-testid="field-disclosure"
          options={disclosureLevels.map((term) => ({
            value: term.code,
            label: (
              <>
                {term[locale]} <span className={styles.soft}>{t(`disclosureHint.${term.code}`)}</span>
              </>
            ),
          }))}
        />
      </Form.Item>
      {anonymous && (
        <Form.Item name={['content', 'anonymous']} valuePropName="checked" extra={t('hint.anonymous')}>
          <Checkbox data-testid="field-anonymous">{t('name.anonymous')}</Checkbox>
        </Form.Item>
      )}
      <TextField
        name="confidentialNotes"
        label={t('part.confidential')}
        hint={t('hint.confidential')}
        max={5000}
        rows={3}
      />
    </FoldedPart>
  );
}
