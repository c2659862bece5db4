import { compareTimetables, type Timetable } from '#contracts';
import { Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api';
import { QueryState } from '../layout/query-state';
import { DiffView } from './diff-view';

interface CompareDialogProps {
  eventId: string;
  timetable: Timetable;
  others: Timetable[];
  onClose: () => void;
}

/** One version held against any other. */
export function CompareDialog({ eventId, timetable, others, onClose }: CompareDialogProps) {
  const { t } = useTranslation('timetable');
  const [against, setAgainst] = useState(
    () => (others.find(({ id }) => id === timetable.baseId) ?? others[0])?.id,
  );
  const diff = useRead(
    compareTimetables,
    { params: { id: eventId, timetable: timetable.id }, query: { against } },
    { enabled: against !== undefined },
  );
  return (
    <Modal open title={t('compareTitle', { no: timetable.no })} footer={null} onCancel={onClose}>
      <p>
        <Select
          aria-label={t('compareWith')}
          value={against}
          onChange={setAgainst}
          options={others.map(({ id, no, state }) => ({
            value: id,
            label: `${t('version', { no })} · ${t(`tState.${state}`)}`,
          }))}
          style={{ minWidth: 200 }}
          data-testid="compare-with"
        />
      </p>
      <QueryState result={diff}>{(data) => <DiffView diff={data} />}</QueryState>
    </Modal>
  );
}
