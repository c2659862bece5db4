import type { Tally } from '#contracts';
import { Grid, Table } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import { useTranslation } from 'react-i18next';
import { formatWan } from '../layout/money';
import { useLocale } from '../layout/use-locale';
import { Definition } from './definition';
import { FigureNumber } from './figure-number';
import { InstituteCards } from './institute-cards';
import type { TallyFilter } from './figure-links';

type Row = Tally['byInstitute'][number];
const counts = ['confirmed', 'contracted', 'paid'] as const;
const sums = ['contractValue', 'technologyValue', 'received'] as const;

/** What each institute's intents came to; sorted by any column. */
export function InstituteTable({ tally, filter }: { tally: Tally; filter: TallyFilter }) {
  const { t } = useTranslation('bureau');
  const locale = useLocale();
  const wide = Grid.useBreakpoint().md ?? true;
  if (!wide && tally.byInstitute.length > 0) return <InstituteCards tally={tally} filter={filter} />;
  const columns: ColumnsType<Row> = [
    {
      title: t('institute'),
      key: 'organisation',
      fixed: 'left',
      width: 220,
      render: (_, row) => row.organisation.name,
      sorter: (x, y) => x.organisation.name.localeCompare(y.organisation.name, 'zh-CN'),
    },
    ...counts.map((name): ColumnsType<Row>[number] => ({
      title: (
        <>
          {t(`reached.${name}`)}{' '}
          <Definition of={t(`reached.${name}`)}>{t(`defineReached.${name}`)}</Definition>
        </>
      ),
      key: name,
      align: 'right',
      width: 120,
      sorter: (x, y) => x[name] - y[name],
      render: (_, row) => (
        <FigureNumber
          filter={filter}
          figure="intents_of_institute"
          rowsKey={name === 'confirmed' ? row.organisation.id : `${row.organisation.id}:${name}`}
          count={row[name]}
          label={`${row.organisation.name} ${t(`reached.${name}`)}`}
        />
      ),
    })),
    ...sums.map((name): ColumnsType<Row>[number] => ({
      title: t(`amount.${name}`),
      key: name,
      align: 'right',
      width: 140,
      sorter: (x, y) => x[name] - y[name],
      render: (_, row) => (row[name] === 0 ? '—' : formatWan(row[name], locale)),
    })),
  ];
  return (
    <Table
      rowKey={(row) => row.organisation.id}
      columns={columns}
      dataSource={tally.byInstitute}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 980 }}
      size="middle"
      data-testid="tally-institutes"
      locale={{ emptyText: t('noInstitutes') }}
    />
  );
}
