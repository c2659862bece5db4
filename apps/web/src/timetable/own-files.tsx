import { CalendarOutlined, FilePdfOutlined } from '@ant-design/icons';
import { exportMyMeetings } from '#contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { urlOf } from '../api';
import { useLocale } from '../layout/use-locale';
import styles from './own-files.module.css';

/** The own meetings for the calendar and on paper: links, so that a phone opens them with what it has. */
export function OwnFiles({ eventId }: { eventId: string }) {
  const { t } = useTranslation('timetable');
  const lang = useLocale();
  const link = (format: 'ics' | 'pdf') =>
    urlOf(exportMyMeetings, { params: { id: eventId }, query: { format, lang } });
  return (
    <div className={styles.files}>
      <Button icon={<CalendarOutlined />} href={link('ics')} data-testid="own-ics">
        {t('toCalendar')}
      </Button>
      <Button icon={<FilePdfOutlined />} href={link('pdf')} data-testid="own-pdf">
        {t('toPaper')}
      </Button>
    </div>
  );
}
