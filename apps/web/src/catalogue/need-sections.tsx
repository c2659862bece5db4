import {
  districts,
  industries,
  ipExpectations,
  strategicIndustries,
  termLabel,
  type NeedContent,
} from '#contracts';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatWan, formatWanRange } from '../layout/money';
import { useLocale } from '../layout/use-locale';
import { Facts, Grid, Prose, Section } from './section';
import { TrlMark } from './trl-mark';

/** The parts of a need, in the order in which a research team asks. */
export function NeedSections({ content }: { content: Partial<NeedContent> }) {
  const { t } = useTranslation('catalogue');
  const locale = useLocale();
  const { targets = [], budget } = content;
  return (
    <>
      {content.problem && (
        <Section title={t('part.needProblem')}>
          <Prose text={content.problem} />
        </Section>
      )}
      {targets.length > 0 && (
        <Section title={t('part.targets')}>
          <Grid
            columns={[t('name.targetName'), t('name.current'), t('name.target'), t('name.must')]}
            rows={targets.map((one) => [
              one.name,
              one.current && `${one.current}${one.unit ? ` ${one.unit}` : ''}`,
              <b key="target">
                {one.target}
                {one.unit ? ` ${one.unit}` : ''}
              </b>,
              one.must ? (
                <Tag variant="filled" color="blue" key="must">
                  {t('mustReach')}
                </Tag>
              ) : (
                t('wishReach')
              ),
            ])}
          />
        </Section>
      )}
      {content.text && (
        <Section title={t('part.text')}>
          <Prose text={content.text} />
        </Section>
      )}
      {content.triedBefore && (
        <Section title={t('part.triedBefore')}>
          <Prose text={content.triedBefore} />
        </Section>
      )}
      <Section title={t('part.terms')}>
        <Facts
          facts={{
            [t('minTrl')]: content.minTrl !== undefined && <TrlMark level={content.minTrl} />,
            [t('name.deadline')]: content.deadline,
            [t('name.budget')]: budget && formatWanRange(budget.min, budget.max, locale),
            [t('name.intendedFunding')]:
              content.intendedFunding !== undefined && formatWan(content.intendedFunding, locale),
            [t('name.ipExpectation')]:
              content.ipExpectation && termLabel(ipExpectations, content.ipExpectation, locale),
            [t('filter.district')]: content.district && termLabel(districts, content.district, locale),
            [t('name.industry')]: content.industry && termLabel(industries, content.industry, locale),
            [t('filter.strategicIndustry')]:
              content.strategicIndustry && termLabel(strategicIndustries, content.strategicIndustry, locale),
          }}
        />
      </Section>
      {content.confidentialNotes && (
        <Section title={t('part.confidential')} mark={t('confidentialMark')}>
          <Prose text={content.confidentialNotes} />
        </Section>
      )}
    </>
  );
}
