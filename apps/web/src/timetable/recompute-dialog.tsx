import { computeTimetable, timetablePriorityCodes, type Timetable, type TimetableOrder } from '#contracts';
import { Form, InputNumber, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api';
import { useRefusal } from '../events/use-refusal';
import { PriorityList } from './priority-list';

type Scope = 'all' | 'empty' | 'from_round';

interface RecomputeDialogProps {
  eventId: string;
  /** What is on the screen; the proposal is computed from it. Without it the first version is computed. */
  base: Timetable | undefined;
  /** What counted last time. */
  priorities: TimetableOrder | null;
  rounds: number;
  seed: number;
  onClose: () => void;
  onStarted: (timetable: Timetable) => void;
}

/** What counts, and what may change: everything, the empty slots, or the rounds from one on. */
export function RecomputeDialog(props: RecomputeDialogProps) {
  const { eventId, base, rounds, seed, onClose, onStarted } = props;
  const { t } = useTranslation('timetable');
  const { refuse } = useRefusal();
  const compute = useChange(computeTimetable);
  const [scope, setScope] = useState<Scope>('all');
  const [fromRound, setFromRound] = useState(Math.min(2, rounds));
  const [seconds, setSeconds] = useState(5);
  const [priorities, setPriorities] = useState<TimetableOrder>(
    props.priorities ?? [...timetablePriorityCodes],
  );
  const start = () =>
    compute.mutate(
      {
        params: { id: eventId },
        body: {
          seed,
          scope,
          seconds,
          priorities,
          base: base?.id,
          fromRound: scope === 'from_round' ? fromRound : undefined,
        },
      },
      { onSuccess: onStarted, onError: refuse },
    );
  return (
    <Modal
      open
      title={base ? t('recomputeTitle', { no: base.no }) : t('compute')}
      okText={t('recomputeStart')}
      okButtonProps={{ 'data-testid': 'start-recompute', loading: compute.isPending }}
      cancelText={t('back')}
      onOk={start}
      onCancel={onClose}
    >
      {base && <p>{t('recomputeText')}</p>}
      <PriorityList order={priorities} onChange={setPriorities} />
      <Form layout="vertical">
        {base && (
          <Form.Item label={t('scopeLabel')}>
            <Radio.Group
              value={scope}
              onChange={(event) => setScope(event.target.value as Scope)}
              options={(['all', 'empty', 'from_round'] as const).map((value) => ({
                value,
                label: <span data-testid={`scope-${value}`}>{t(`scope.${value}`)}</span>,
              }))}
              vertical
            />
          </Form.Item>
        )}
        {scope === 'from_round' && (
          <Form.Item label={t('fromRoundLabel')}>
            <Select
              value={fromRound}
              onChange={setFromRound}
              options={Array.from({ length: rounds }, (_, i) => ({
                value: i + 1,
                label: t('round', { no: i + 1 }),
              }))}
              style={{ width: 160 }}
            />
          </Form.Item>
        )}
        <Form.Item label={t('secondsLabel')}>
          <InputNumber min={1} max={30} value={seconds} onChange={(value) => setSeconds(value ?? 5)} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
