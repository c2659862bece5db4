import {
  cooperationModes,
  districts,
  fields,
  industries,
  ipExpectations,
  needKinds,
  strategicIndustries,
  trlLevels,
} from '#contracts';
import { Checkbox, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { FoldedPart } from './folded-part';
import { DayField, TermField, TermsField, TextField, WordsField } from './form-fields';
import styles from './listing-editor.module.css';
import { RowsField } from './rows-field';
import { SecrecyFields } from './secrecy-fields';
import { WanInput } from './wan-input';

/** The six fields that a submission of a need needs. */
export function NeedRequired() {
  const { t } = useTranslation('catalogue');
  return (
    <>
      <TextField name="title" label={t('name.needTitle')} hint={t('hint.needTitle')} max={200} required />
      <div className={styles.two}>
        <TermField name="kind" label={t('filter.needKind')} terms={needKinds} required />
        <TermField name="field" label={t('filter.field')} terms={fields} required />
      </div>
      <TextField
        name="problem"
        label={t('part.needProblem')}
        hint={t('hint.needProblem')}
        max={5000}
        rows={4}
        required
      />
      <TermsField name="modes" label={t('name.acceptedModes')} terms={cooperationModes} required />
      <div className={styles.two}>
        <DayField name="deadline" label={t('name.deadline')} hint={t('hint.deadline')} required />
      </div>
    </>
  );
}

/** What lets a research team answer well; all of it may follow later. */
export function NeedOptional() {
  const { t } = useTranslation('catalogue');
  return (
    <>
      <FoldedPart title={t('part.targets')} names={['targets']} hint={t('hint.targets')}>
        <RowsField
          name="targets"
          max={20}
          addLabel={t('addTarget')}
          columns={[
            { name: 'name', label: t('name.targetName'), wide: 2, input: <Input maxLength={100} /> },
            { name: 'current', label: t('name.current'), input: <Input maxLength={60} /> },
            { name: 'target', label: t('name.target'), input: <Input maxLength={60} /> },
            { name: 'unit', label: t('name.unit'), input: <Input maxLength={30} /> },
            {
              name: 'must',
              label: t('name.must'),
              input: <Checkbox>{t('mustReach')}</Checkbox>,
              valuePropName: 'checked',
            },
          ]}
        />
      </FoldedPart>
      <FoldedPart
        title={t('part.background')}
        names={['text', 'keywords', 'triedBefore', 'minTrl', 'industry', 'strategicIndustry']}
      >
        <TextField name="text" label={t('name.needText')} max={20000} rows={4} />
        <WordsField name="keywords" label={t('name.keywords')} hint={t('hint.words')} max={20} />
        <TextField
          name="triedBefore"
          label={t('part.triedBefore')}
          hint={t('hint.triedBefore')}
          max={5000}
          rows={3}
        />
        <div className={styles.two}>
          <TermField name="minTrl" label={t('minTrl')} terms={trlLevels} numeric />
          <TermField name="industry" label={t('name.industry')} terms={industries} />
          <TermField
            name="strategicIndustry"
            label={t('filter.strategicIndustry')}
            terms={strategicIndustries}
          />
        </div>
      </FoldedPart>
      <FoldedPart title={t('part.budget')} names={['budget', 'intendedFunding', 'ipExpectation', 'district']}>
        <div className={styles.three}>
          <Form.Item
            name={['content', 'budget', 'min']}
            label={t('name.budgetMin')}
            extra={t('hint.registeredOnly')}
          >
            <WanInput data-testid="field-budget-min" />
          </Form.Item>
          <Form.Item name={['content', 'budget', 'max']} label={t('name.budgetMax')}>
            <WanInput data-testid="field-budget-max" />
          </Form.Item>
          <Form.Item name={['content', 'intendedFunding']} label={t('name.intendedFunding')}>
            <WanInput data-testid="field-intendedFunding" />
          </Form.Item>
        </div>
        <div className={styles.two}>
          <TermField name="ipExpectation" label={t('name.ipExpectation')} terms={ipExpectations} />
          <TermField name="district" label={t('filter.district')} terms={districts} />
        </div>
      </FoldedPart>
      <SecrecyFields anonymous />
    </>
  );
}
