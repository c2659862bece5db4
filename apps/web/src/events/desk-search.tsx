import { SearchOutlined } from '@ant-design/icons';
import { listRegistrations, registrationStates, termLabel } from '#contracts';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api';
import { useLocale } from '../layout/use-locale';
import styles from './desk-search.module.css';

interface DeskSearchProps {
  eventId: string;
  onCode: (code: string) => void;
}

/** For those without their ticket: a few letters of the name, also pinyin initials. */
export function DeskSearch({ eventId, onCode }: DeskSearchProps) {
  const { t } = useTranslation('events');
  const locale = useLocale();
  const [text, setText] = useState('');
  const [q, setQ] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setQ(text.trim()), 200);
    return () => clearTimeout(timer);
  }, [text]);
  const result = useRead(
    listRegistrations,
    { params: { id: eventId }, query: { q, pageSize: 6 } },
    { enabled: q.length > 0 },
  );
  const rows = q ? (result.data?.items ?? []).filter((row) => row.state !== 'cancelled') : [];
  return (
    <div>
      <Input
        allowClear
        size="large"
        prefix={<SearchOutlined aria-hidden />}
        value={text}
        placeholder={t('deskSearch')}
        aria-label={t('deskSearch')}
        onChange={(event) => setText(event.target.value)}
        data-testid="desk-search"
      />
      <ul className={styles.hits} aria-live="polite">
        {rows.map((row) => (
          <li key={row.id}>
            <div className={styles.words}>
              <b>{row.personName}</b>
              <span>
                {row.organisation.name} · {termLabel(registrationStates, row.state, locale)}
              </span>
            </div>
            {row.state === 'admitted' && row.ticketCode && (
              <Button
                type="primary"
                onClick={() => {
                  onCode(row.ticketCode!);
                  setText('');
                }}
                data-testid="desk-search-check-in"
              >
                {t('deskCheckIn')}
              </Button>
            )}
          </li>
        ))}
        {q && result.data && rows.length === 0 && <li className={styles.none}>{t('deskNobody')}</li>}
      </ul>
    </div>
  );
}
