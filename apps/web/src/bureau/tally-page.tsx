import { DownloadOutlined } from '@ant-design/icons';
import { keepPreviousData } from '@tanstack/react-query';
import { readTally } from '#contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useRead } from '../api';
import { Gate } from '../layout/gate';
import { Page } from '../layout/page';
import { Panel } from '../layout/panel';
import { QueryState } from '../layout/query-state';
import { formatDateTime } from '../layout/time';
import { AmountSums } from './amount-sums';
import { FigureGrid } from './figure-grid';
import { filterOf, queryOf, searchOf } from './figure-links';
import { InstituteTable } from './institute-table';
import { StageFunnel } from './stage-funnel';
import { TallyFilterBar } from './tally-filter';
import styles from './tally-page.module.css';
import { useTallyExport } from './use-tally-export';

/** Today's figures follow the events without a press. */
const refreshMs = 15_000;

export function TallyPage() {
  return (
    <Gate allow={(me) => me.isBureau || me.isDistrict}>
      <TallyBody />
    </Gate>
  );
}

function TallyBody() {
  const { t } = useTranslation('bureau');
  const [search, setSearch] = useSearchParams();
  const filter = filterOf(search);
  const query = queryOf(filter);
  const tally = useRead(
    readTally,
    { query },
    { refetchInterval: query.asOf ? false : refreshMs, placeholderData: keepPreviousData },
  );
  const exportTally = useTallyExport();
  return (
    <Page
      title={t('tally')}
      subtitle={tally.data ? t('untilHint', { time: formatDateTime(tally.data.asOf) }) : t('tallyText')}
      width="wide"
      actions={
        <Button
          icon={<DownloadOutlined />}
          disabled={!tally.data || tally.isPlaceholderData}
          onClick={() => tally.data && exportTally(tally.data)}
          data-testid="tally-export"
        >
          {t('export')}
        </Button>
      }
    >
      <TallyFilterBar filter={filter} onChange={(next) => setSearch(searchOf(next))} />
      <QueryState result={tally}>
        {(data) => (
          <div aria-busy={tally.isPlaceholderData}>
            <FigureGrid tally={data} filter={filter} />
            <div className={styles.columns}>
              <Panel title={t('byStage')} hint={t('byStageHint')}>
                <StageFunnel tally={data} filter={filter} />
              </Panel>
              <Panel title={t('amounts')} hint={t('amountsHint')}>
                <AmountSums tally={data} filter={filter} />
              </Panel>
            </div>
            <Panel title={t('byInstitute')} hint={t('byInstituteHint')}>
              <InstituteTable tally={data} filter={filter} />
            </Panel>
            <p className={styles.basis}>{t('basis', { version: data.queryVersion })}</p>
          </div>
        )}
      </QueryState>
    </Page>
  );
}
