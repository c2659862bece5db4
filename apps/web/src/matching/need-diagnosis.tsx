import { CheckCircleFilled, InfoCircleOutlined, WarningFilled } from '@ant-design/icons';
import { keepPreviousData } from '@tanstack/react-query';
import { diagnoseNeed, needContent } from '#contracts';
import { Form } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRead } from '../api';
import { filledContent } from '../catalogue/filled-content';
import { Panel } from '../layout/panel';
import styles from './need-diagnosis.module.css';

/** How long the form rests before it is asked about, ms. */
const pause = 600;
const icons = { clear: <CheckCircleFilled />, fair: <InfoCircleOutlined />, vague: <WarningFilled /> };

/** What a need still lacks while it is written, in words, and published needs like it. It never holds up the form. */
export function NeedDiagnosis({ id }: { id: string | null }) {
  const { t } = useTranslation('matching');
  const form = Form.useFormInstance();
  const values = Form.useWatch('content', { form, preserve: true }) as Record<string, unknown> | undefined;
  const written = JSON.stringify(filledContent(values ?? {}));
  const [rested, setRested] = useState(written);
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(written), pause);
    return () => window.clearTimeout(timer);
  }, [written]);
  // What the schema refuses yet is being typed; the last answer stays.
  const content = needContent.partial().safeParse(JSON.parse(rested));
  const worthAsking = content.success && (content.data.title ?? '') !== '';
  const { data } = useRead(
    diagnoseNeed,
    { body: { id: id ?? undefined, content: content.data ?? {} } },
    { enabled: worthAsking, placeholderData: keepPreviousData, retry: false, staleTime: 30_000 },
  );
  return (
    <Panel title={t('diagnosis')} testid="need-diagnosis">
      {!data ? (
        <p className={styles.idle}>{t('diagnosisIdle')}</p>
      ) : (
        <>
          <p className={`${styles.word} ${styles[data.clarity]}`} aria-live="polite" data-testid="clarity">
            <span aria-hidden>{icons[data.clarity]}</span> {t(`clarity.${data.clarity}`)}
          </p>
          {data.missing.length === 0 ? (
            <p className={styles.idle}>{t('nothingMissing')}</p>
          ) : (
            <ul className={styles.gaps} data-testid="gaps">
              {data.missing.map(({ code, message }) => (
                <li key={code + message}>{message}</li>
              ))}
            </ul>
          )}
          {data.similar.length > 0 && (
            <>
              <h3 className={styles.sub}>{t('similarNeeds')}</h3>
              <ul className={styles.similar} data-testid="similar-needs">
                {data.similar.map((need) => (
                  <li key={need.id}>
                    <Link to={`/listings/${need.id}`} target="_blank">
                      {need.title}
                    </Link>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </Panel>
  );
}
