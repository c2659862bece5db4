import { DownloadOutlined } from '@ant-design/icons';
import { exportTimetable, type Timetable } from '#contracts';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '../api';
import { useRefusal } from '../events/use-refusal';

const layouts = ['tables', 'participants', 'wall'] as const;
const formats = ['xlsx', 'pdf'] as const;

/** The shown version as a file, or on paper as it stands on the screen. */
export function ExportMenu({ eventId, timetable }: { eventId: string; timetable: Timetable }) {
  const { t } = useTranslation('timetable');
  const { refuse } = useRefusal();
  const [busy, setBusy] = useState(false);
  const save = async (layout: (typeof layouts)[number], format: (typeof formats)[number]) => {
    setBusy(true);
    try {
      await download(exportTimetable, {
        params: { id: eventId, timetable: timetable.id },
        query: { layout, format },
      });
    } catch (error) {
      refuse(error);
    } finally {
      setBusy(false);
    }
  };
  const items = [
    ...layouts.flatMap((layout) =>
      formats.map((format) => ({
        key: `${layout}-${format}`,
        label: (
          <span data-testid={`export-${layout}-${format}`}>
            {t(`layout.${layout}`)} · {format.toUpperCase()}
          </span>
        ),
        onClick: () => void save(layout, format),
      })),
    ),
    { type: 'divider' as const },
    { key: 'print', label: t('print'), onClick: () => window.print() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button icon={<DownloadOutlined />} loading={busy} data-testid="export">
        {t(busy ? 'exporting' : 'export')}
      </Button>
    </Dropdown>
  );
}
