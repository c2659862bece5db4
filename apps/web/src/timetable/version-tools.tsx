import { CalculatorOutlined, CopyOutlined, DeleteOutlined, DiffOutlined } from '@ant-design/icons';
import type { Timetable } from '#contracts';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../layout/link-button';
import { ExportMenu } from './export-menu';
import styles from './timetable-page.module.css';

export type Tool = 'compute' | 'compare' | 'announce' | 'copy' | 'discard';

interface VersionToolsProps {
  eventId: string;
  timetables: Timetable[];
  shown: Timetable | undefined;
  isClosed: boolean;
  isBusy: boolean;
  onChoose: (id: string) => void;
  tools: Record<Tool, () => void>;
}

/** Which version, and what can be done with it. */
export function VersionTools(props: VersionToolsProps) {
  const { eventId, timetables, shown, isClosed, isBusy, onChoose, tools } = props;
  const { t } = useTranslation('timetable');
  const state = isClosed ? undefined : shown?.state;
  return (
    <div className={styles.tools}>
      {timetables.length > 0 && (
        <Select
          aria-label={t('timetable')}
          className={styles.versions}
          value={shown?.id}
          onChange={onChoose}
          options={timetables.map(({ id, no, state }) => ({
            value: id,
            label: `${t('version', { no })} · ${t(`tState.${state}`)}`,
          }))}
          data-testid="timetable-version"
        />
      )}
      {timetables.length > 1 && shown?.state !== 'computing' && shown?.state !== 'failed' && (
        <Button icon={<DiffOutlined />} onClick={tools.compare} data-testid="compare">
          {t('compare')}
        </Button>
      )}
      {!isClosed && (
        <Button icon={<CalculatorOutlined />} loading={isBusy} onClick={tools.compute} data-testid="compute">
          {t(timetables.length > 0 ? 'recompute' : 'compute')}
        </Button>
      )}
      {shown && shown.state !== 'computing' && shown.state !== 'failed' && (
        <ExportMenu eventId={eventId} timetable={shown} />
      )}
      {(state === 'draft' || state === 'failed') && (
        <Button icon={<DeleteOutlined />} onClick={tools.discard} data-testid="discard">
          {t('discard')}
        </Button>
      )}
      {(state === 'announced' || state === 'superseded') && (
        <Button icon={<CopyOutlined />} loading={isBusy} onClick={tools.copy} data-testid="copy">
          {t('copyToEdit')}
        </Button>
      )}
      {state === 'draft' && (
        <Button type="primary" onClick={tools.announce} data-testid="announce">
          {t('announce')}
        </Button>
      )}
      {state === 'announced' && (
        <LinkButton type="primary" to={`/events/${eventId}/console`}>
          {t('toolConsole')}
        </LinkButton>
      )}
    </div>
  );
}
