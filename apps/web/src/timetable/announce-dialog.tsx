import { announceTimetable, compareTimetables, type Timetable } from '#contracts';
import { App, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChange, useRead } from '../api';
import { useRefusal } from '../events/use-refusal';
import { QueryState } from '../layout/query-state';
import { DiffView } from './diff-view';

interface AnnounceDialogProps {
  eventId: string;
  timetable: Timetable;
  /** What everybody sees now. */
  announced: Timetable | undefined;
  onClose: () => void;
}

/** Who is affected, before everybody sees it. */
export function AnnounceDialog({ eventId, timetable, announced, onClose }: AnnounceDialogProps) {
  const { t } = useTranslation('timetable');
  const { message } = App.useApp();
  const { refuse } = useRefusal();
  const announce = useChange(announceTimetable);
  const params = { id: eventId, timetable: timetable.id };
  const diff = useRead(compareTimetables, { params, query: { against: announced?.id } });
  return (
    <Modal
      open
      title={t('announceAsk', { no: timetable.no })}
      okText={t('announce')}
      // First it stands there who is affected; nor is the button missed as the dialog grows.
      okButtonProps={{
        'data-testid': 'confirm-announce',
        loading: announce.isPending,
        disabled: diff.isPending,
      }}
      cancelText={t('back')}
      onCancel={onClose}
      onOk={() =>
        announce.mutate(
          { params },
          {
            onSuccess: () => {
              onClose();
              void message.success(t('announced'));
            },
            onError: refuse,
          },
        )
      }
    >
      <p>{t('announceText')}</p>
      {announced && <p>{t('comparedWith', { no: announced.no })}</p>}
      <QueryState result={diff}>{(data) => <DiffView diff={data} />}</QueryState>
    </Modal>
  );
}
