import {
  districts,
  industries,
  ipStatuses,
  ipTypes,
  maturityStages,
  priceKinds,
  strategicIndustries,
  termLabel,
  type TechnologyContent,
} from '#contracts';
import { useTranslation } from 'react-i18next';
import { formatWanRange } from '../layout/money';
import { useLocale } from '../layout/use-locale';
import { inRow } from '../layout/words';
import { Facts, Grid, Prose, Section } from './section';
import { TrlMark } from './trl-mark';

/** The parts of a technology, in the order in which a company asks. */
export function TechnologySections({ content }: { content: Partial<TechnologyContent> }) {
  const { t } = useTranslation('catalogue');
  const locale = useLocale();
  const { advantages = [], ip = [], scenarios = [], price } = content;
  return (
    <>
      {content.problem && (
        <Section title={t('part.technologyProblem')}>
          <Prose text={content.problem} />
        </Section>
      )}
      {content.text && (
        <Section title={t('part.text')}>
          <Prose text={content.text} />
        </Section>
      )}
      {advantages.length > 0 && (
        <Section title={t('part.advantages')}>
          <Grid
            columns={[t('name.metric'), t('name.ours'), t('name.benchmark'), t('name.source')]}
            rows={advantages.map((one) => [
              one.metric,
              <b key="ours">{one.ours ?? '—'}</b>,
              one.benchmark,
              one.source,
            ])}
          />
        </Section>
      )}
      {scenarios.length > 0 && (
        <Section title={t('part.scenarios')}>
          <Prose text={scenarios.join('\n')} />
        </Section>
      )}
      {(content.trl !== undefined || content.stage) && (
        <Section title={t('part.maturity')}>
          <Facts
            facts={{
              [t('trl')]: content.trl !== undefined && <TrlMark level={content.trl} />,
              [t('filter.stage')]: content.stage && termLabel(maturityStages, content.stage, locale),
            }}
          />
          {content.trlEvidence && <Prose text={`${t('name.trlEvidence')}：${content.trlEvidence}`} />}
        </Section>
      )}
      {ip.length > 0 && (
        <Section title={t('part.ip')}>
          <Grid
            columns={[t('name.ipType'), t('name.ipNumber'), t('name.ipOwner'), t('name.ipStatus')]}
            rows={ip.map((one) => [
              termLabel(ipTypes, one.type, locale),
              one.number,
              one.owner,
              termLabel(ipStatuses, one.status, locale),
            ])}
          />
        </Section>
      )}
      {(price || content.districts?.length || content.industry || content.strategicIndustry) && (
        <Section title={t('part.terms')}>
          <Facts
            facts={{
              [t('name.price')]: price && priceWords(price),
              [t('name.districts')]:
                content.districts &&
                inRow(
                  content.districts.map((code) => termLabel(districts, code, locale)),
                  locale,
                ),
              [t('name.industry')]: content.industry && termLabel(industries, content.industry, locale),
              [t('filter.strategicIndustry')]:
                content.strategicIndustry &&
                termLabel(strategicIndustries, content.strategicIndustry, locale),
            }}
          />
        </Section>
      )}
      {content.confidentialNotes && (
        <Section title={t('part.confidential')} mark={t('confidentialMark')}>
          <Prose text={content.confidentialNotes} />
        </Section>
      )}
    </>
  );

  function priceWords({ kind, min, max }: NonNullable<TechnologyContent['price']>) {
    const words = termLabel(priceKinds, kind, locale);
    if (kind === 'negotiable' || (min === undefined && max === undefined)) return words;
    return `${words} ${formatWanRange(min, kind === 'fixed' ? min : max, locale)}`;
  }
}
