import {
  CalendarOutlined,
  ControlOutlined,
  DesktopOutlined,
  EditOutlined,
  PieChartOutlined,
  QrcodeOutlined,
  SlidersOutlined,
  TableOutlined,
  TabletOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { eventStateCodes, eventStates, moveEvent, termLabel, type EventDetail } from '#contracts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useChange } from '../api';
import { useLocale } from '../layout/use-locale';
import { DeviceLinkDialog } from './device-link-dialog';
import styles from './organizer-panel.module.css';
import { useRefusal } from './use-refusal';

/** The organizer's desk of an event: its tools and the step to the next state. */
export function OrganizerPanel({ event }: { event: EventDetail }) {
  const { t } = useTranslation('events');
  const locale = useLocale();
  const { modal, message } = App.useApp();
  const { refuse } = useRefusal();
  const [device, setDevice] = useState(false);
  const change = useChange(moveEvent);
  const at = eventStateCodes.indexOf(event.state);
  const next = eventStateCodes[at + 1];
  const before = event.state === 'closed' ? undefined : eventStateCodes[at - 1];
  const move = (state: EventDetail['state']) => {
    const word = termLabel(eventStates, state, locale);
    void modal.confirm({
      title: t('moveAsk', { state: word }),
      content: t(`moveText.${state}`),
      okText: t('moveTo', { state: word }),
      okButtonProps: { 'data-testid': 'confirm-move' },
      onOk: () =>
        change
          .mutateAsync({ params: { id: event.id }, body: { version: event.version, state } })
          .then(() => void message.success(t('moved', { state: word })), refuse),
    });
  };
  const tools = [
    { to: 'registrations', icon: <TeamOutlined />, label: t('toolRegistrations') },
    { to: 'timetable', icon: <TableOutlined />, label: t('toolTimetable') },
    { to: 'coverage', icon: <PieChartOutlined />, label: t('toolCoverage') },
    { to: 'weights', icon: <SlidersOutlined />, label: t('toolWeights') },
    { to: 'desk', icon: <QrcodeOutlined />, label: t('toolDesk') },
    { to: 'console', icon: <ControlOutlined />, label: t('toolConsole') },
    { to: 'screen', icon: <DesktopOutlined />, label: t('toolScreen') },
    { to: 'edit', icon: <EditOutlined />, label: t('toolEdit') },
  ];
  return (
    <section className={styles.panel} aria-label={t('manage')} data-testid="organizer-panel">
      <div className={styles.head}>
        <h2>
          <CalendarOutlined aria-hidden /> {t('manage')}
        </h2>
        {before && (
          <Button type="text" onClick={() => move(before)} data-testid={`move-${before}`}>
            {t('moveBack', { state: termLabel(eventStates, before, locale) })}
          </Button>
        )}
        {next && (
          <Button
            type="primary"
            loading={change.isPending}
            onClick={() => move(next)}
            data-testid={`move-${next}`}
          >
            {t('moveTo', { state: termLabel(eventStates, next, locale) })}
          </Button>
        )}
      </div>
      <nav className={styles.tools}>
        {tools.map(({ to, icon, label }) => (
          <Link key={to} to={`/events/${event.id}/${to}`} data-testid={`tool-${to}`}>
            <span aria-hidden>{icon}</span> {label}
          </Link>
        ))}
        <button type="button" onClick={() => setDevice(true)} data-testid="tool-device">
          <TabletOutlined aria-hidden /> {t('toolDevice')}
        </button>
      </nav>
      <DeviceLinkDialog eventId={event.id} open={device} onClose={() => setDevice(false)} />
    </section>
  );
}
