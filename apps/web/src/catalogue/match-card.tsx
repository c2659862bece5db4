import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { organisationKinds, termLabel, type MatchCard } from '#contracts';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLocale } from '../layout/use-locale';
import styles from './match-card.module.css';
import { WishButtons, type Wish } from './wish-buttons';

interface MatchCardProps {
  /** Null where no pair of listings speaks for the meeting; then only `who` is shown. */
  card: MatchCard | null;
  /** The other side, where it is known apart from the listing (at an event). */
  who?: { name: string; kind?: string; intro?: string | null };
  /** The answer given so far; that of the card if missing. */
  wish?: Wish | null;
  onWish: (level: Wish | null) => void;
  disabled?: boolean;
  /** Marks beside the name, e.g. 双向意愿. */
  badge?: ReactNode;
}

/** Somebody worth meeting: who, why (up to three reasons), what is still open, and the answer. Never a percentage. */
export function MatchCardView({ card, who, wish, onWish, disabled, badge }: MatchCardProps) {
  const { t } = useTranslation('catalogue');
  const locale = useLocale();
  const name = who?.name ?? card?.listing.organisation?.name ?? t('anonymous');
  return (
    <article className={styles.card} data-testid="match-card">
      <header className={styles.head}>
        <div className={styles.who}>
          {name}
          {who?.kind && <span className={styles.kind}>{termLabel(organisationKinds, who.kind, locale)}</span>}
        </div>
        <div className={styles.badges}>
          {badge}
          {card && card.level !== 'none' && (
            <Tag variant="filled" color={card.level === 'strong' ? 'blue' : 'default'}>
              {t(`matchLevel.${card.level}`)}
            </Tag>
          )}
        </div>
      </header>
      {card ? (
        <Link to={`/listings/${card.listing.id}`} className={styles.title}>
          {card.listing.title}
        </Link>
      ) : (
        who?.intro && <p className={styles.intro}>{who.intro}</p>
      )}
      {card && card.reasons.length > 0 && (
        <ul className={styles.reasons} aria-label={t('whyMeet')}>
          {card.reasons.slice(0, 3).map((reason) => (
            <li key={reason}>
              <CheckCircleFilled className={styles.fit} aria-hidden />
              <span>{reason}</span>
            </li>
          ))}
        </ul>
      )}
      {card?.risk && (
        <p className={styles.risk}>
          <ExclamationCircleFilled aria-hidden />
          <span>
            <b>{t('toConfirm')}</b>
            {card.risk}
          </span>
        </p>
      )}
      <footer className={styles.foot}>
        <WishButtons
          value={wish === undefined ? (card?.wish ?? null) : wish}
          onChange={onWish}
          about={name}
          disabled={disabled}
        />
      </footer>
    </article>
  );
}
