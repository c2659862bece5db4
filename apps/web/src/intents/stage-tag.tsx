import { intentStages, termLabel, type IntentStage } from '#contracts';
import { Tag } from 'antd';
import { useLocale } from '../layout/use-locale';

const colours: Partial<Record<IntentStage, string>> = {
  pending: 'gold',
  confirmed: 'blue',
  negotiating: 'blue',
  agreed: 'geekblue',
  contracted: 'geekblue',
  registered: 'cyan',
  partly_paid: 'green',
  paid: 'green',
  completed: 'green',
  rejected: 'red',
  disputed: 'red',
  terminated: 'red',
};

/** The stage in words; the colour only repeats it. */
export function StageTag({ stage, testid = 'stage' }: { stage: IntentStage; testid?: string }) {
  const locale = useLocale();
  return (
    <Tag variant="filled" color={colours[stage]} data-testid={testid} data-stage={stage}>
      {termLabel(intentStages, stage, locale)}
    </Tag>
  );
}
