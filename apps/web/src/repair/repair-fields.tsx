import { listWalkIns, organisationKinds, termLabel, type BoardSnapshot } from '#contracts';
import { Select } from 'antd';
import { useDeferredValue, useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api';
import { formatTime } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import { shortName } from '../timetable/short-name';
import { roundChoices, roundsAhead, type LiveDay, type RepairDraft, type RepairKind } from './repair-draft';
import styles from './repair-fields.module.css';

interface RepairFieldsProps {
  draft: RepairDraft & { kind: RepairKind };
  day: LiveDay;
  snapshot: BoardSnapshot;
  onChange: (news: Partial<RepairDraft>) => void;
}

const byLabel = (words: string, option?: { label: string }) =>
  option?.label.toLowerCase().includes(words.toLowerCase()) ?? false;

/** What a kind of incident needs to be known, and nothing else. */
export function RepairFields({ draft, day, snapshot, onChange }: RepairFieldsProps) {
  const { t } = useTranslation('repair');
  const locale = useLocale();
  const { kind } = draft;
  const choices = roundChoices(kind, day);
  const parties = day.parties.map(({ registrationId, name, kind: of, ahead }) => ({
    value: registrationId,
    label: `${name} · ${termLabel(organisationKinds, of, locale)} · ${t('aheadCount', { count: ahead })}`,
  }));
  const nameOf = new Map(day.parties.map(({ registrationId, name }) => [registrationId, name]));
  const roundName = (no: number) => {
    const round = snapshot.rounds[no - 1];
    return round ? t('roundAt', { no, time: formatTime(round.startsAt) }) : t('round', { no });
  };
  const party = ['absent', 'late', 'leave', 'present', 'meet'].includes(kind) && (
    <Field label={t('which.party')}>
      {(id) => (
        <Select
          id={id}
          className={styles.select}
          showSearch={{ filterOption: byLabel }}
          autoFocus={!draft.party}
          defaultOpen={!draft.party}
          value={draft.party}
          options={parties}
          placeholder={t('partyPlaceholder')}
          onChange={(value) => onChange({ party: value })}
          data-testid="repair-party"
        />
      )}
    </Field>
  );
  const rounds = choices.length > 0 && (
    <Field label={t(kind === 'late' ? 'which.until' : kind === 'leave' ? 'which.from' : 'which.after')}>
      {(id) => (
        <Select
          id={id}
          className={styles.select}
          value={draft.round ?? (kind === 'end_after' ? undefined : choices[0])}
          options={choices.map((no) => ({ value: no, label: roundName(no) }))}
          placeholder={t('which.after')}
          onChange={(value) => onChange({ round: value })}
          data-testid="repair-round"
        />
      )}
    </Field>
  );
  return (
    <div className={styles.fields}>
      {party}
      {kind === 'meet' && (
        <Field label={t('which.other')}>
          {(id) => (
            <Select
              id={id}
              className={styles.select}
              showSearch={{ filterOption: byLabel }}
              value={draft.other}
              options={parties.filter(({ value }) => value !== draft.party)}
              placeholder={t('partyPlaceholder')}
              onChange={(value) => onChange({ other: value })}
              data-testid="repair-other"
            />
          )}
        </Field>
      )}
      {kind === 'walk_in' && (
        <WalkInField
          eventId={snapshot.eventId}
          value={draft.organisation}
          onChange={(organisation) => onChange({ organisation })}
        />
      )}
      {kind === 'cancel' && (
        <Field label={t('which.meeting')}>
          {(id) => (
            <Select
              id={id}
              className={styles.select}
              showSearch={{ filterOption: byLabel }}
              autoFocus={!draft.meeting}
              defaultOpen={!draft.meeting}
              value={draft.meeting}
              options={day.meetings
                .filter(({ round }) => round > day.begun)
                .map(({ id: meeting, round, table, a, b, pinned }) => ({
                  value: meeting,
                  disabled: pinned,
                  label: `${t('place', { round, table })} · ${shortName(nameOf.get(a) ?? '')} × ${shortName(nameOf.get(b) ?? '')}${pinned ? ` · ${t('pinned')}` : ''}`,
                }))}
              placeholder={t('meetingPlaceholder')}
              onChange={(value) => onChange({ meeting: value })}
              data-testid="repair-meeting"
            />
          )}
        </Field>
      )}
      {(kind === 'close_table' || kind === 'open_table') && (
        <Field label={t('which.table')}>
          {(id) => (
            <Select
              id={id}
              className={styles.select}
              showSearch={{ filterOption: byLabel }}
              autoFocus={!draft.table}
              defaultOpen={!draft.table}
              value={draft.table}
              options={tableChoices(kind, day).map((table) => ({
                value: table,
                label: table > day.tables ? t('newTable', { table }) : t('tableNo', { no: table }),
              }))}
              placeholder={t('which.table')}
              onChange={(value) => onChange({ table: value })}
              data-testid="repair-table"
            />
          )}
        </Field>
      )}
      {rounds}
      {kind === 'late' && choices.length === 0 && roundsAhead(day).length > 0 && (
        <p className={styles.note}>{t('tooLate')}</p>
      )}
    </div>
  );
}

function tableChoices(kind: 'close_table' | 'open_table', { tables, closedTables }: LiveDay): number[] {
  if (kind === 'open_table') return [...closedTables, tables + 1];
  return Array.from({ length: tables }, (_, i) => i + 1).filter((table) => !closedTables.includes(table));
}

function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

/** Organisations without a seat, found on the server: names, pinyin and initials. */
function WalkInField({
  eventId,
  value,
  onChange,
}: {
  eventId: string;
  value: string | undefined;
  onChange: (organisation: string) => void;
}) {
  const { t } = useTranslation('repair');
  const locale = useLocale();
  const [words, setWords] = useState('');
  const q = useDeferredValue(words.trim());
  const found = useRead(
    listWalkIns,
    { params: { id: eventId }, query: { q: q || undefined } },
    { placeholderData: (before) => before },
  );
  return (
    <Field label={t('which.organisation')}>
      {(id) => (
        <Select
          id={id}
          className={styles.select}
          showSearch={{ filterOption: false, onSearch: setWords }}
          autoFocus
          defaultOpen
          value={value}
          loading={found.isFetching}
          notFoundContent={found.isPending ? null : t('nobodyFound')}
          options={found.data?.items.map((one) => ({
            value: one.id,
            label: `${one.name} · ${termLabel(organisationKinds, one.kind, locale)}`,
          }))}
          placeholder={t('walkInPlaceholder')}
          onChange={onChange}
          data-testid="repair-organisation"
        />
      )}
    </Field>
  );
}
