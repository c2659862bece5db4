import { intentStages, termLabel, type Tally } from '#contracts';
import { useTranslation } from 'react-i18next';
import { downloadCsv } from '../events/csv-file';
import { wanOfCents } from '../layout/money';
import { formatDate, formatDateTime } from '../layout/time';
import { useLocale } from '../layout/use-locale';

/** The whole tally as one sheet, with its cut-off and the version of its definitions. */
export function useTallyExport() {
  const { t } = useTranslation('bureau');
  const locale = useLocale();
  return (tally: Tally) => {
    const rows = [
      [
        t('tally'),
        t('until', { time: formatDateTime(tally.asOf) }),
        t('basis', { version: tally.queryVersion }),
      ],
      [],
      [t('figures'), t('count'), t('definition')],
      ...tally.figures
        .filter(({ key }) => key === null)
        .map(({ figure, count }) => [t(`figure.${figure}`), count, t(`define.${figure}`)]),
      [],
      [t('stage'), t('ever'), t('now')],
      ...tally.byStage
        .filter(({ stage }) => stage !== 'draft')
        .map((row) => [termLabel(intentStages, row.stage, locale), row.everReached, row.count]),
      [],
      [t('amounts'), t('wan'), t('definition')],
      ...(['intendedMax', 'contractValue', 'technologyValue', 'received'] as const).map((name) => [
        t(`amount.${name}`),
        wanOfCents(tally.amounts[name]),
        t(`defineAmount.${name}`),
      ]),
      [],
      [
        t('institute'),
        ...(['confirmed', 'contracted', 'paid'] as const).map((name) => t(`reached.${name}`)),
        ...(['contractValue', 'technologyValue', 'received'] as const).map(
          (name) => `${t(`amount.${name}`)} ${t('wan')}`,
        ),
      ],
      ...tally.byInstitute.map((row) => [
        row.organisation.name,
        row.confirmed,
        row.contracted,
        row.paid,
        wanOfCents(row.contractValue),
        wanOfCents(row.technologyValue),
        wanOfCents(row.received),
      ]),
    ];
    downloadCsv(`${t('tally')} ${formatDate(tally.asOf)}`, rows);
  };
}
