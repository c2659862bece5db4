import { CheckCircleFilled, ClockCircleFilled } from '@ant-design/icons';
import { cancelRegistration, type EventDetail } from '#contracts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useChange } from '../api';
import { useNow } from '../board/use-now';
import { LinkButton } from '../layout/link-button';
import { formatDateTime } from '../layout/time';
import { useMe } from '../layout/use-me';
import { callToAction } from './call-to-action';
import { RegisterDrawer } from './register-drawer';
import styles from './registration-card.module.css';
import { useRefusal } from './use-refusal';

/** Where the reader stands with this event, and the one next step. */
export function RegistrationCard({ event }: { event: EventDetail }) {
  const { t } = useTranslation('events');
  const me = useMe();
  const { pathname } = useLocation();
  const { modal, message } = App.useApp();
  const { refuse } = useRefusal();
  const [open, setOpen] = useState(false);
  const cancel = useChange(cancelRegistration);
  const own = event.registration;
  const now = useNow(30_000);
  const step = callToAction(event, me, now);
  const primary = { type: 'primary', size: 'large', block: true } as const;
  const askToCancel = () =>
    void modal.confirm({
      title: t('cancelAsk'),
      content: t('cancelText'),
      okText: t('ctaCancel'),
      okButtonProps: { danger: true },
      cancelText: t('keepSeat'),
      onOk: () =>
        cancel
          .mutateAsync({ params: { id: event.id } })
          .then(() => void message.success(t('cancelled')), refuse),
    });
  const canCancel =
    own && ['pending', 'waitlisted', 'offered', 'admitted'].includes(own.state) && event.state !== 'closed';
  const status = {
    pending: t('statePending'),
    waiting: t('stateWaiting', { no: own?.waitingNumber ?? '—' }),
    offered: t('stateOffered', { time: own?.offeredUntil ? formatDateTime(own.offeredUntil) : '' }),
    ticket: t('stateAdmitted'),
    now: t('stateCheckedIn'),
  }[step as string];
  const words = {
    'not-yet': t('ctaNotYet', { time: formatDateTime(event.registrationOpensAt) }),
    closed: t('ctaClosed'),
    over: t('ctaOver'),
    preparing: t('ctaPreparing'),
    'organisation-pending': t('ctaOrgPending'),
    'not-participant': t('ctaNotParticipant'),
  }[step as string];
  return (
    <div className={styles.card} data-testid="registration-card" data-step={step}>
      {own?.state === 'cancelled' && <p className={styles.soft}>{t('stateCancelled')}</p>}
      {status && (
        <p className={styles.status} role="status" data-testid="registration-status">
          {step === 'ticket' || step === 'now' ? (
            <CheckCircleFilled className={styles.good} aria-hidden />
          ) : (
            <ClockCircleFilled className={styles.wait} aria-hidden />
          )}{' '}
          {status}
        </p>
      )}
      {step === 'waiting' && <p className={styles.soft}>{t('stateWaitingText')}</p>}
      {step === 'waitlist' && <p className={styles.soft}>{t('waitShort')}</p>}
      {(step === 'register' || step === 'waitlist') && (
        <Button {...primary} onClick={() => setOpen(true)} data-testid="register">
          {t(step === 'register' ? 'ctaRegister' : 'ctaWaitlist')}
        </Button>
      )}
      {step === 'sign-in' && (
        <>
          <LinkButton
            {...primary}
            to={`/sign-in?next=${encodeURIComponent(pathname)}`}
            data-testid="sign-in-to-register"
          >
            {t('ctaSignIn')}
          </LinkButton>
          <Link to="/sign-up" className={styles.soft}>
            {t('ctaSignUp')}
          </Link>
        </>
      )}
      {step === 'ticket' && (
        <LinkButton {...primary} to={`/events/${event.id}/ticket`} data-testid="to-ticket">
          {t('ctaTicket')}
        </LinkButton>
      )}
      {step === 'now' && (
        <LinkButton {...primary} to={`/events/${event.id}/now`} data-testid="to-now">
          {t('ctaNow')}
        </LinkButton>
      )}
      {step === 'ticket' && event.state === 'live' && (
        <LinkButton size="large" block to={`/events/${event.id}/now`} data-testid="to-now">
          {t('ctaNow')}
        </LinkButton>
      )}
      {(step === 'ticket' || step === 'now') && event.state !== 'live' && (
        <LinkButton size="large" block to={`/events/${event.id}/counterparts`} data-testid="to-counterparts">
          {t('ctaWishes')}
        </LinkButton>
      )}
      {step === 'intents' && (
        <LinkButton {...primary} to="/intents">
          {t('ctaIntents')}
        </LinkButton>
      )}
      {words && <p className={styles.words}>{words}</p>}
      {canCancel && (
        <Button type="text" size="small" onClick={askToCancel} data-testid="cancel-registration">
          {t('ctaCancel')}
        </Button>
      )}
      <RegisterDrawer event={event} open={open} onClose={() => setOpen(false)} />
    </div>
  );
}
