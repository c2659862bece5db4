import { ThunderboltOutlined } from '@ant-design/icons';
import type { BoardMeeting } from '#contracts';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { shortName } from '../timetable/short-name';
import type { RepairDraft } from './repair-draft';
import styles from './repair-menu.module.css';

interface RepairMenuProps {
  table: number;
  isClosed: boolean;
  meeting: BoardMeeting | undefined;
  /** Its round has not begun. */
  isAhead: boolean;
  onChoose: (draft: RepairDraft) => void;
}

/** What can happen at one table: to either side, to the meeting, to the table. */
export function RepairMenu({ table, isClosed, meeting, isAhead, onChoose }: RepairMenuProps) {
  const { t } = useTranslation('repair');
  const side = (of: 'a' | 'b') => ({
    key: of,
    type: 'group' as const,
    label: shortName(meeting![of]),
    children: (['absent', 'late', 'leave'] as const).map((kind) => ({
      key: `${of} ${kind}`,
      label: t(`kind.${kind}`),
      onClick: () => onChoose({ kind, meeting: meeting!.id, side: of }),
    })),
  });
  const one = (kind: 'cancel' | 'meet' | 'close_table' | 'open_table', draft: RepairDraft) => ({
    key: kind,
    label: t(`kind.${kind}`),
    onClick: () => onChoose({ kind, ...draft }),
  });
  const items: MenuProps['items'] = [
    ...(meeting ? [side('a'), side('b'), { type: 'divider' as const }] : []),
    ...(meeting && isAhead ? [one('cancel', { meeting: meeting.id })] : []),
    one('meet', {}),
    isClosed ? one('open_table', { table }) : one('close_table', { table }),
  ];
  return (
    <Dropdown menu={{ items, className: styles.items }} trigger={['click']} placement="bottomRight">
      <Button
        type="text"
        size="small"
        className={styles.open}
        icon={<ThunderboltOutlined />}
        aria-label={t('openAt', { table })}
        title={t('open')}
        data-testid="repair-menu"
      />
    </Dropdown>
  );
}
