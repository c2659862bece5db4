import { openDeviceSession } from '#contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Spin } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { call } from '../api';
import { Notice } from '../layout/notice';
import { Page } from '../layout/page';
import { useRefusal } from './use-refusal';

/** Turns this device into a check-in desk by its link, and opens the desk. */
export function DevicePage() {
  const { token = '' } = useParams();
  const { t } = useTranslation('events');
  const navigate = useNavigate();
  const client = useQueryClient();
  const { sentenceOf } = useRefusal();
  const [problem, setProblem] = useState<string | null>(null);
  const opened = useRef(false);
  useEffect(() => {
    // The link may be good for one use: never open it twice.
    if (opened.current) return;
    opened.current = true;
    call(openDeviceSession, { params: { token } })
      .then(async ({ eventId }) => {
        await client.invalidateQueries();
        await navigate(`/events/${eventId}/desk`, { replace: true });
      })
      .catch((error: unknown) => setProblem(sentenceOf(error)));
  }, [token, client, navigate, sentenceOf]);
  return (
    <Page width="narrow">
      {problem ? (
        <Notice title={t('deviceFailed')} role="alert" testid="device-failed">
          <p>{problem}</p>
          <p>{t('deviceFailedText')}</p>
        </Notice>
      ) : (
        <Notice title={t('deviceOpening')} role="status" icon={<Spin />} />
      )}
    </Page>
  );
}
