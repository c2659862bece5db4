import {
  cooperationModes,
  districts,
  fields,
  industries,
  ipStatuses,
  ipTypes,
  maturityStages,
  priceKinds,
  strategicIndustries,
  trlLevels,
} from '#contracts';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../layout/use-locale';
import { TermField, TermsField, TextField, WordsField } from './form-fields';
import { FoldedPart } from './folded-part';
import styles from './listing-editor.module.css';
import { RowsField } from './rows-field';
import { SecrecyFields } from './secrecy-fields';
import { WanInput } from './wan-input';

/** The six fields that a submission of a technology needs. */
export function TechnologyRequired() {
  const { t } = useTranslation('catalogue');
  return (
    <>
      <TextField name="title" label={t('name.title')} hint={t('hint.title')} max={200} required />
      <TextField
        name="summary"
        label={t('name.summary')}
        hint={t('hint.summary')}
        max={500}
        rows={2}
        required
      />
      <TextField
        name="problem"
        label={t('part.technologyProblem')}
        hint={t('hint.technologyProblem')}
        max={5000}
        rows={4}
        required
      />
      <div className={styles.two}>
        <TermField name="field" label={t('filter.field')} terms={fields} required />
        <TermField name="trl" label={t('trl')} terms={trlLevels} numeric required />
      </div>
      <TermsField name="modes" label={t('filter.mode')} terms={cooperationModes} required />
    </>
  );
}

/** What makes a technology found and believed; all of it may follow later. */
export function TechnologyOptional() {
  const { t } = useTranslation('catalogue');
  const locale = useLocale();
  const options = (terms: typeof ipTypes | typeof ipStatuses | typeof priceKinds) =>
    terms.map((term) => ({ value: term.code, label: term[locale] }));
  return (
    <>
      <FoldedPart
        title={t('part.text')}
        names={['text', 'keywords', 'scenarios', 'stage', 'industry', 'strategicIndustry', 'trlEvidence']}
      >
        <TextField name="text" label={t('name.text')} hint={t('hint.text')} max={20000} rows={5} />
        <WordsField name="keywords" label={t('name.keywords')} hint={t('hint.words')} max={20} />
        <WordsField name="scenarios" label={t('part.scenarios')} hint={t('hint.words')} max={20} />
        <div className={styles.two}>
          <TermField name="stage" label={t('filter.stage')} terms={maturityStages} />
          <TermField name="industry" label={t('name.industry')} terms={industries} />
          <TermField
            name="strategicIndustry"
            label={t('filter.strategicIndustry')}
            terms={strategicIndustries}
          />
        </div>
        <TextField
          name="trlEvidence"
          label={t('name.trlEvidence')}
          hint={t('hint.registeredOnly')}
          max={2000}
          rows={2}
        />
      </FoldedPart>
      <FoldedPart title={t('part.advantages')} names={['advantages']} hint={t('hint.advantages')}>
        <RowsField
          name="advantages"
          max={20}
          addLabel={t('addAdvantage')}
          columns={[
            { name: 'metric', label: t('name.metric'), wide: 2, input: <Input maxLength={100} /> },
            { name: 'ours', label: t('name.ours'), input: <Input maxLength={100} /> },
            { name: 'benchmark', label: t('name.benchmark'), input: <Input maxLength={100} /> },
            { name: 'source', label: t('name.source'), wide: 2, input: <Input maxLength={200} /> },
          ]}
        />
      </FoldedPart>
      <FoldedPart title={t('part.ip')} names={['ip']}>
        <RowsField
          name="ip"
          max={50}
          addLabel={t('addIp')}
          blank={{ type: 'invention', status: 'granted' }}
          columns={[
            { name: 'type', label: t('name.ipType'), input: <Select options={options(ipTypes)} /> },
            { name: 'number', label: t('name.ipNumber'), wide: 2, input: <Input maxLength={60} /> },
            { name: 'owner', label: t('name.ipOwner'), wide: 2, input: <Input maxLength={200} /> },
            { name: 'status', label: t('name.ipStatus'), input: <Select options={options(ipStatuses)} /> },
          ]}
        />
      </FoldedPart>
      <FoldedPart title={t('part.priceAndPlace')} names={['price', 'districts']}>
        <div className={styles.three}>
          <Form.Item
            name={['content', 'price', 'kind']}
            label={t('name.price')}
            extra={t('hint.registeredOnly')}
          >
            <Select
              allowClear
              placeholder={t('choose')}
              options={options(priceKinds)}
              data-testid="field-price-kind"
            />
          </Form.Item>
          <Form.Item name={['content', 'price', 'min']} label={t('name.priceMin')}>
            <WanInput data-testid="field-price-min" />
          </Form.Item>
          <Form.Item name={['content', 'price', 'max']} label={t('name.priceMax')}>
            <WanInput data-testid="field-price-max" />
          </Form.Item>
        </div>
        <TermsField
          name="districts"
          label={t('name.districts')}
          hint={t('hint.districts')}
          terms={districts}
        />
      </FoldedPart>
      <SecrecyFields />
    </>
  );
}
