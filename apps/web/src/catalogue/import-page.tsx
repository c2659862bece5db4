import { DownloadOutlined, FileExcelOutlined, InboxOutlined } from '@ant-design/icons';
import { importListings, readImportTemplate, type ImportReport } from '#contracts';
import { Button, Segmented, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { urlOf, useChange } from '../api';
import { Gate } from '../layout/gate';
import { Page } from '../layout/page';
import { Panel } from '../layout/panel';
import { ProblemAlert } from '../layout/problem-alert';
import { useMe } from '../layout/use-me';
import styles from './import-page.module.css';
import { ImportReportView } from './import-report';

export function ImportPage() {
  return (
    <Gate allow={(me) => me.isPublisher || me.isBureau}>
      <ListingImport />
    </Gate>
  );
}

/** Template, file, dry run, import: all rows or none. */
function ListingImport() {
  const { t } = useTranslation('catalogue');
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const own = me.organisation?.kind === 'enterprise' ? 'need' : 'technology';
  const inUrl = search.get('kind');
  const kind = inUrl === 'technology' || inUrl === 'need' ? inUrl : own;
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const run = useChange(importListings);

  function check(next: File) {
    setFile(next);
    setReport(null);
    run.mutate({ file: next, query: { kind, dryRun: 'true' } }, { onSuccess: setReport });
  }
  function start() {
    if (file) run.mutate({ file, query: { kind, dryRun: 'false' } }, { onSuccess: setReport });
  }
  function again() {
    setFile(null);
    setReport(null);
    run.reset();
  }
  return (
    <Page title={t('importTitle')} subtitle={t('importSubtitle')} width="narrow">
      <Panel title={t('importStep1')} hint={t('importStep1Hint')}>
        <div className={styles.choose}>
          <Segmented
            value={kind}
            options={(['technology', 'need'] as const).map((one) => ({
              value: one,
              label: t(`list.${one}`),
            }))}
            onChange={(next) => {
              again();
              setSearch({ kind: next });
            }}
          />
          <Button
            icon={<FileExcelOutlined />}
            href={urlOf(readImportTemplate, { query: { kind, format: 'xlsx' } })}
            download
            data-testid="template-xlsx"
          >
            {t('templateXlsx')}
          </Button>
          <Button
            icon={<DownloadOutlined />}
            href={urlOf(readImportTemplate, { query: { kind, format: 'csv' } })}
            download
            data-testid="template-csv"
          >
            {t('templateCsv')}
          </Button>
        </div>
      </Panel>
      <Panel title={t('importStep2')} hint={t('importStep2Hint')}>
        <Upload.Dragger
          accept=".csv,.xlsx,.jsonl,text/csv"
          multiple={false}
          showUploadList={false}
          disabled={run.isPending}
          beforeUpload={(next) => {
            check(next);
            return false;
          }}
          data-testid="import-file"
        >
          <p className={styles.icon}>
            <InboxOutlined aria-hidden />
          </p>
          <p className={styles.drop}>{file ? file.name : t('dropFile')}</p>
          <p className={styles.soft}>{t('fileKinds')}</p>
        </Upload.Dragger>
        {run.error && (
          <div className={styles.problem}>
            <ProblemAlert error={run.error} />
          </div>
        )}
      </Panel>
      <div aria-live="polite">
        {(run.isPending || report) && (
          <Panel title={t(report && !report.dryRun ? 'importDone' : 'importStep3')} testid="import-report">
            <ImportReportView
              report={report}
              busy={run.isPending}
              kind={kind}
              onImport={start}
              onAgain={again}
            />
          </Panel>
        )}
      </div>
    </Page>
  );
}
