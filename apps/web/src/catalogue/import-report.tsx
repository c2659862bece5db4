import { CheckCircleFilled, CloseCircleFilled, LoadingOutlined } from '@ant-design/icons';
import type { ImportReport } from '#contracts';
import { Button, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../layout/link-button';
import styles from './import-page.module.css';
import type { ListingKind } from './catalogue-address';

interface ImportReportProps {
  report: ImportReport | null;
  busy: boolean;
  kind: ListingKind;
  onImport: () => void;
  onAgain: () => void;
}

/** What the dry run or the import found: every bad cell with row, column and reason, and the next step. */
export function ImportReportView({ report, busy, kind, onImport, onAgain }: ImportReportProps) {
  const { t } = useTranslation('catalogue');
  if (!report) {
    return (
      <p className={styles.summary} role="status">
        <LoadingOutlined aria-hidden /> {t('importChecking')}
      </p>
    );
  }
  const bad = new Set(report.errors.map((error) => error.row)).size;
  if (report.errors.length > 0) {
    return (
      <>
        <p className={styles.summary} data-testid="import-bad">
          <CloseCircleFilled style={{ color: 'var(--bad)' }} aria-hidden />{' '}
          {t('importBad', { rows: report.rows, bad, cells: report.errors.length })}
        </p>
        <Table
          size="small"
          rowKey={(error) => `${error.row}:${error.column}:${error.reason}`}
          dataSource={report.errors}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          scroll={{ x: 480 }}
          columns={[
            { title: t('importRow'), dataIndex: 'row', width: 90 },
            { title: t('importColumn'), dataIndex: 'column', width: 160 },
            { title: t('importReason'), dataIndex: 'message' },
          ]}
        />
        <div className={styles.actions}>
          <Button type="primary" onClick={onAgain}>
            {t('importAgain')}
          </Button>
        </div>
      </>
    );
  }
  if (report.dryRun) {
    return (
      <>
        <p className={styles.summary} data-testid="import-good">
          <CheckCircleFilled style={{ color: 'var(--good)' }} aria-hidden />{' '}
          {t('importGood', { rows: report.rows })}
        </p>
        <div className={styles.actions}>
          <Button
            type="primary"
            loading={busy}
            disabled={report.rows === 0}
            onClick={onImport}
            data-testid="import-now"
          >
            {t('importNow', { rows: report.rows })}
          </Button>
          <Button disabled={busy} onClick={onAgain}>
            {t('importAgain')}
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      <p className={styles.summary} data-testid="import-created">
        <CheckCircleFilled style={{ color: 'var(--good)' }} aria-hidden />{' '}
        {t('importCreated', { count: report.created })}
      </p>
      <div className={styles.actions}>
        <LinkButton type="primary" to={`/my/listings?kind=${kind}&state=draft`}>
          {t('toDrafts')}
        </LinkButton>
        <Button onClick={onAgain}>{t('importMore')}</Button>
      </div>
    </>
  );
}
