import { listRegistrations, readEvent } from '#contracts';
import { Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useRead } from '../api';
import { Page } from '../layout/page';
import { QueryState } from '../layout/query-state';
import { DeskCamera } from './desk-camera';
import { DeskCounters } from './desk-counters';
import { DeskInput } from './desk-input';
import styles from './desk-page.module.css';
import { DeskRecent } from './desk-recent';
import { DeskResult } from './desk-result';
import { DeskSearch } from './desk-search';
import { useCheckIn } from './use-check-in';

/** The check-in desk: a scan is enough, the result fills the page, in colour, sign, sound and words. */
export function DeskPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation('events');
  const event = useRead(readEvent, { params: { id } });
  // A device has no account: whether this is a desk is what the server says.
  const registrations = useRead(listRegistrations, { params: { id }, query: { pageSize: 1 } });
  const [sound, setSound] = useState(true);
  const desk = useCheckIn(id, sound);
  return (
    <Page
      width="wide"
      title={t('desk')}
      subtitle={event.data?.title}
      actions={
        <label className={styles.sound}>
          <Switch checked={sound} onChange={setSound} /> {t('deskSound')}
        </label>
      }
    >
      <QueryState result={registrations}>
        {() => (
          <div className={styles.desk}>
            <div className={styles.left}>
              <DeskInput busy={desk.busy} onCode={desk.checkIn} />
              <DeskCamera onCode={desk.checkIn} />
              <DeskCounters eventId={id} />
              <DeskSearch eventId={id} onCode={desk.checkIn} />
              <DeskRecent rows={desk.recent} onUndo={desk.undo} />
            </div>
            <DeskResult result={desk.result} busy={desk.busy} />
          </div>
        )}
      </QueryState>
    </Page>
  );
}
