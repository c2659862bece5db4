import { useQuery } from '@tanstack/react-query';
import QR from 'qrcode';
import { useTranslation } from 'react-i18next';
import styles from './ticket-page.module.css';

/** The signed ticket as QR: dark on white, whatever the page looks like. */
export function TicketCode({ code, qr }: { code: string; qr: string }) {
  const { t } = useTranslation('events');
  const image = useQuery({
    queryKey: ['qr', qr],
    queryFn: () => QR.toDataURL(qr, { width: 560, margin: 2, errorCorrectionLevel: 'M' }),
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
  });
  return (
    <div className={styles.qr}>
      {image.data && (
        <img
          src={image.data}
          width={280}
          height={280}
          alt={t('ticketQr', { code })}
          data-testid="ticket-qr"
        />
      )}
    </div>
  );
}
