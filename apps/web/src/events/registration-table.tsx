import {
  decideRegistration,
  featureNames,
  organisationKinds,
  registrationStates,
  termLabel,
  type RegistrationRow,
} from '#contracts';
import { App, Button, Grid, Table, Tag } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api';
import { LinkButton } from '../layout/link-button';
import { formatDateTime } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import { inRow } from '../layout/words';
import styles from './registration-table.module.css';
import { Seating } from './seating-dialog';
import { useRefusal } from './use-refusal';

interface RegistrationTableProps {
  eventId: string;
  rows: RegistrationRow[];
  canDecide: boolean;
  /** Tables of the event. */
  tables: number;
  /** The rounds are on: who is missing is told at the console. */
  isLive: boolean;
}
const colours: Record<RegistrationRow['state'], string> = {
  pending: 'gold',
  admitted: 'blue',
  waitlisted: 'orange',
  offered: 'cyan',
  checked_in: 'green',
  cancelled: 'default',
};

export function RegistrationTable({ eventId, rows, canDecide, tables, isLive }: RegistrationTableProps) {
  const { t } = useTranslation('events');
  const locale = useLocale();
  const wide = Grid.useBreakpoint().md ?? true;
  const kind = (row: RegistrationRow) => termLabel(organisationKinds, row.organisation.kind, locale);
  const state = (row: RegistrationRow) => (
    <Tag variant="filled" color={colours[row.state]}>
      {row.waitingNumber
        ? t('waitingNo', { no: row.waitingNumber })
        : termLabel(registrationStates, row.state, locale)}
    </Tag>
  );
  const seating = (row: RegistrationRow) =>
    [
      row.representatives > 1 ? t('sends', { count: row.representatives }) : '',
      row.homeTable === null ? '' : t('homeTableNo', { no: row.homeTable }),
      featureNames(row.tableNeeds, locale),
    ]
      .filter(Boolean)
      .join(' · ');
  const actions = (row: RegistrationRow) => (
    <div className={styles.actions}>
      {isLive && (row.state === 'admitted' || row.state === 'checked_in') && (
        <LinkButton
          size="small"
          to={`/events/${eventId}/console?absent=${row.id}`}
          aria-label={t('repair:openFor', { name: row.organisation.name })}
          data-testid="row-incident"
        >
          {t('repair:open')}
        </LinkButton>
      )}
      {canDecide && row.state !== 'cancelled' && <Seating eventId={eventId} row={row} tables={tables} />}
      {canDecide && <Decide eventId={eventId} row={row} />}
    </div>
  );
  if (!wide) {
    return (
      <ul className={styles.cards}>
        {rows.map((row) => (
          <li key={row.id} data-testid="registration-row">
            <div>
              <b>{row.personName}</b> {state(row)}
            </div>
            <div className={styles.soft}>
              {row.organisation.name} · {kind(row)}
            </div>
            {seating(row) && <div className={styles.soft}>{seating(row)}</div>}
            <div className={styles.soft}>
              {row.ticketCode ?? '—'} · {formatDateTime(row.createdAt)}
            </div>
            {actions(row)}
          </li>
        ))}
      </ul>
    );
  }
  const columns: ColumnsType<RegistrationRow> = [
    { title: t('organisation'), key: 'organisation', render: (_, row) => <b>{row.organisation.name}</b> },
    { title: t('kind'), key: 'kind', width: 110, render: (_, row) => kind(row) },
    { title: t('person'), dataIndex: 'personName', width: 120 },
    { title: t('state'), key: 'state', width: 140, render: (_, row) => state(row) },
    { title: t('code'), key: 'code', width: 110, render: (_, row) => <code>{row.ticketCode ?? '—'}</code> },
    {
      title: t('roundsPresent'),
      key: 'rounds',
      width: 130,
      render: (_, row) => (row.rounds.length > 0 ? inRow(row.rounds, locale) : t('allRounds')),
    },
    { title: t('seatingColumn'), key: 'seating', width: 150, render: (_, row) => seating(row) || '—' },
    { title: t('registeredAt'), key: 'at', width: 160, render: (_, row) => formatDateTime(row.createdAt) },
    { title: t('actions'), key: 'actions', width: 220, render: (_, row) => actions(row) },
  ];
  return (
    <Table
      rowKey="id"
      columns={columns}
      dataSource={rows}
      pagination={false}
      size="middle"
      scroll={{ x: 1240 }}
      onRow={() => ({ 'data-testid': 'registration-row' }) as object}
    />
  );
}

function Decide({ eventId, row }: { eventId: string; row: RegistrationRow }) {
  const { t } = useTranslation('events');
  const { modal } = App.useApp();
  const { refuse } = useRefusal();
  const change = useChange(decideRegistration);
  const decide = (decision: 'admit' | 'cancel') =>
    change
      .mutateAsync({ params: { id: eventId, registration: row.id }, body: { decision } })
      .then(() => undefined, refuse);
  const cancel = () =>
    void modal.confirm({
      title: t('removeAsk', { name: row.personName }),
      content: t('removeText'),
      okText: t('remove'),
      okButtonProps: { danger: true },
      cancelText: t('back'),
      onOk: () => decide('cancel'),
    });
  const open = row.state === 'pending' || row.state === 'waitlisted' || row.state === 'offered';
  return (
    <div className={styles.actions}>
      {open && (
        <Button
          size="small"
          type="primary"
          loading={change.isPending}
          onClick={() => void decide('admit')}
          data-testid="admit"
        >
          {t('admit')}
        </Button>
      )}
      {(open || row.state === 'admitted') && (
        <Button
          size="small"
          onClick={cancel}
          aria-label={t('removeAsk', { name: row.personName })}
          data-testid="remove"
        >
          {t('remove')}
        </Button>
      )}
    </div>
  );
}
