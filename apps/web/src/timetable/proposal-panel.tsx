import { applyTimetable, compareTimetables, type Timetable } from '#contracts';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChange, useRead } from '../api';
import { useRefusal } from '../events/use-refusal';
import { QueryState } from '../layout/query-state';
import { DiffView } from './diff-view';
import styles from './proposal-panel.module.css';

interface ProposalPanelProps {
  eventId: string;
  proposal: Timetable;
  base: Timetable;
  onDiscard: () => void;
  /** The draft has taken the proposal over. */
  onApplied: (id: string) => void;
}

/** A recomputed version held against the draft it came from, before anything is changed. */
export function ProposalPanel({ eventId, proposal, base, onDiscard, onApplied }: ProposalPanelProps) {
  const { t } = useTranslation('timetable');
  const { message } = App.useApp();
  const { refuse } = useRefusal();
  const params = { id: eventId, timetable: proposal.id };
  const diff = useRead(compareTimetables, { params, query: { against: base.id } });
  const apply = useChange(applyTimetable);
  return (
    <section className={styles.panel} data-testid="proposal">
      <h2>{t('proposalTitle', { no: base.no })}</h2>
      <QueryState result={diff}>{(data) => <DiffView diff={data} />}</QueryState>
      <div className={styles.actions}>
        {base.state === 'draft' && (
          <Button
            type="primary"
            loading={apply.isPending}
            onClick={() =>
              apply.mutate(
                { params, body: {} },
                {
                  onSuccess: ({ id }) => {
                    onApplied(id);
                    void message.success(t('applied', { no: base.no }));
                  },
                  onError: refuse,
                },
              )
            }
            data-testid="apply"
          >
            {t('apply', { no: base.no })}
          </Button>
        )}
        <Button onClick={onDiscard} data-testid="discard-proposal">
          {t('discard')}
        </Button>
        <span>{t(base.state === 'draft' ? 'proposalHint' : 'proposalHintAnnounce', { no: base.no })}</span>
      </div>
    </section>
  );
}
