import {
  listListings,
  register,
  tableFeatures,
  termLabel,
  type EventDetail,
  type TableFeature,
} from '#contracts';
import { Alert, App, Button, Checkbox, Drawer, Grid, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useChange, useRead } from '../api';
import { formatTime } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import { useMe } from '../layout/use-me';
import styles from './register-drawer.module.css';
import { useRefusal } from './use-refusal';

interface RegisterDrawerProps {
  event: EventDetail;
  open: boolean;
  onClose: () => void;
}

/** Everything is chosen already: most people only press the button. */
export function RegisterDrawer({ event, open, onClose }: RegisterDrawerProps) {
  const { t } = useTranslation('events');
  const locale = useLocale();
  const me = useMe();
  const { message } = App.useApp();
  const { sentenceOf } = useRefusal();
  const wide = Grid.useBreakpoint().md;
  const brings = me.organisation?.kind === 'enterprise' ? 'need' : 'technology';
  const publishes = me.isPublisher;
  const listings = useRead(
    listListings,
    { query: { kind: brings, mine: 'true', state: ['published'], pageSize: 100 } },
    { enabled: open && publishes },
  );
  const offered = tableFeatures.filter(({ code }) => (event.tableFeatures[code] ?? []).length > 0);
  const allRounds = event.rounds.map(({ no }) => no);
  const [rounds, setRounds] = useState<number[]>(allRounds);
  const [tableNeeds, setTableNeeds] = useState<TableFeature[]>([]);
  const [chosen, setChosen] = useState<string[] | null>(null);
  const items = listings.data?.items ?? [];
  const listingIds = chosen ?? items.slice(0, 20).map(({ id }) => id);
  const change = useChange(register);
  const submit = () =>
    change.mutate(
      {
        params: { id: event.id },
        body: { listingIds, rounds: rounds.length === allRounds.length ? [] : rounds, tableNeeds },
      },
      {
        onSuccess: (answer) => {
          void message.success(t(answer.state === 'waitlisted' ? 'registeredWaiting' : 'registered'));
          onClose();
        },
      },
    );
  return (
    <Drawer
      open={open}
      onClose={onClose}
      placement={wide ? 'right' : 'bottom'}
      size={wide ? 480 : '88vh'}
      title={t('registerTitle')}
      footer={
        <div className={styles.foot}>
          {change.error && <Alert type="error" showIcon title={sentenceOf(change.error)} />}
          {rounds.length === 0 && <span className={styles.hint}>{t('chooseOneRound')}</span>}
          <Button
            type="primary"
            size="large"
            block
            disabled={rounds.length === 0}
            loading={change.isPending}
            onClick={submit}
            data-testid="submit-registration"
          >
            {t('submitRegistration')}
          </Button>
        </div>
      }
    >
      <p className={styles.as}>{t('registerAs', { name: me.organisation?.name })}</p>
      {publishes && (
        <fieldset className={styles.set}>
          <legend>{t('bring')}</legend>
          <p className={styles.hint}>{t('bringText')}</p>
          {listings.isPending && <Skeleton active paragraph={{ rows: 3 }} title={false} />}
          {listings.data && items.length === 0 && (
            <Alert
              type="info"
              title={t('bringNone')}
              action={<Link to="/my/listings/new">{t('publishNow')}</Link>}
            />
          )}
          <Checkbox.Group
            className={styles.list}
            value={listingIds}
            onChange={(ids) => setChosen(ids.slice(0, 20))}
            options={items.map(({ id, title }) => ({ value: id, label: title }))}
          />
        </fieldset>
      )}
      <fieldset className={styles.set}>
        <legend>{t('presentRounds')}</legend>
        <p className={styles.hint}>{t('presentText')}</p>
        <Checkbox.Group
          className={styles.rounds}
          value={rounds}
          onChange={setRounds}
          options={event.rounds.map(({ no, startsAt }) => ({
            value: no,
            label: `${t('round', { no })} ${formatTime(startsAt)}`,
          }))}
        />
      </fieldset>
      {offered.length > 0 && (
        <fieldset className={styles.set}>
          <legend>{t('tableNeeds')}</legend>
          <p className={styles.hint}>{t('tableNeedsText')}</p>
          <Checkbox.Group
            className={styles.rounds}
            value={tableNeeds}
            onChange={setTableNeeds}
            options={offered.map(({ code }) => ({
              value: code,
              label: termLabel(tableFeatures, code, locale),
            }))}
          />
        </fieldset>
      )}
    </Drawer>
  );
}
