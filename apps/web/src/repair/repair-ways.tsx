import { proposeRepair, takeRepair, type Incident, type RepairProposal } from '#contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Skeleton } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange, useRead } from '../api';
import { useRefusal } from '../events/use-refusal';
import styles from './repair-ways.module.css';
import { changesOf, WayCard } from './way-card';

interface RepairWaysProps {
  eventId: string;
  incident: Incident;
  /** Of the board: when it moves on, the ways are looked at again. */
  version: number;
  onTaken: (taken: { no: number; changes: number }) => void;
}

/** The ways to go on after an incident; one of them is taken and everybody sees it. */
export function RepairWays({ eventId, incident, version, onTaken }: RepairWaysProps) {
  const { t } = useTranslation('repair');
  const { message } = App.useApp();
  const { refuse } = useRefusal();
  const client = useQueryClient();
  const [taking, setTaking] = useState<string | null>(null);
  const params = { id: eventId };
  const take = useChange(takeRepair);
  // What is being taken, or was, is no question any more.
  const isOpen = take.isIdle || take.isError;
  const ways = useRead(proposeRepair, { params, body: { incident } }, { staleTime: 0, enabled: isOpen });
  const seen = useRef(version);
  useEffect(() => {
    if (seen.current === version) return;
    seen.current = version;
    void client.invalidateQueries({ queryKey: [proposeRepair.path] });
  }, [client, version]);

  const choose = (way: RepairProposal) => {
    setTaking(way.digest);
    take.mutate(
      { params, body: { incident, digest: way.digest } },
      {
        onSuccess: ({ timetable }) => onTaken({ no: timetable.no, changes: changesOf(way) }),
        onError: (error) => {
          if (error.code === 'repair_outdated') void message.warning(t('outdated'));
          else refuse(error);
          void ways.refetch();
        },
        onSettled: () => setTaking(null),
      },
    );
  };
  if (ways.error) {
    const words = ways.error.fields.map(({ message: sentence }) => sentence).join(t('semicolon'));
    return (
      <Alert
        type="warning"
        showIcon
        title={words || ways.error.message}
        action={
          ways.error.status >= 500 || ways.error.status === 0 ? (
            <Button size="small" onClick={() => void ways.refetch()} data-testid="retry-ways">
              {t('layout:retry')}
            </Button>
          ) : undefined
        }
        data-testid="ways-refused"
      />
    );
  }
  if (!ways.data) {
    return (
      <div role="status" aria-label={t('looking')} data-testid="ways-loading">
        <p className={styles.looking}>{t('looking')}</p>
        <Skeleton active paragraph={{ rows: 5 }} title={false} />
      </div>
    );
  }
  const { proposals } = ways.data;
  const label = (way: RepairProposal) => {
    const isNothing = changesOf(way) === 0;
    if (incident.type === 'walk_in') return t(isNothing ? 'takeWalkIn' : 'takeWalkInAdd');
    return t(isNothing ? 'takeNothing' : 'take');
  };
  return (
    <div className={styles.ways} aria-live="polite">
      {proposals.map((way, i) => (
        <WayCard
          key={way.digest}
          way={way}
          isFirst={i === 0}
          isOnly={proposals.length === 1}
          takeLabel={label(way)}
          nothing={t(nothingOf(incident))}
          canTake={changesOf(way) > 0 || !['fill', 'meet'].includes(incident.type)}
          isBusy={take.isPending}
          isTaking={taking === way.digest}
          onTake={() => choose(way)}
        />
      ))}
    </div>
  );
}

function nothingOf({ type }: Incident): 'nothing' | 'nothingToAdd' | 'noMatch' | 'noPlace' {
  if (type === 'walk_in') return 'noMatch';
  if (type === 'meet') return 'noPlace';
  return type === 'fill' ? 'nothingToAdd' : 'nothing';
}
