import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { matchLevels, organisationKinds, termLabel, type MatchCard } from '#contracts';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLocale } from '../layout/use-locale';
import { DeclineReasons, GradeButtons } from './answer-buttons';
import styles from './match-card.module.css';
import { QuotedReason } from './quoted-reason';
import { WishButtons, type Wish } from './wish-buttons';

interface MatchCardProps {
  /** Null where no pair of listings speaks for the meeting; then only `who` is shown. */
  card: MatchCard | null;
  /** The other side, where it is known apart from the listing (at an event). */
  who?: { name: string; kind?: string; intro?: string | null };
  /** The answer given so far; that of the card if missing. */
  wish?: Wish | null;
  /** With `reason` only for a “no”; whoever cannot keep a reason leaves `reasons` out. */
  onWish: (level: Wish | null, reason?: MatchCard['declineReason']) => void;
  /** Asks for the reason of a “no”, in one press. */
  reasons?: boolean;
  /** A broker judges the pair in four words instead of answering for one side. */
  onGrade?: (level: MatchCard['grade']) => void;
  disabled?: boolean;
  /** Marks beside the name, e.g. 双向意愿. */
  badge?: ReactNode;
}

/** Somebody worth meeting: who, why (up to three reasons), what is still open, and the answer. Never a percentage. */
export function MatchCardView(props: MatchCardProps) {
  const { card, who, onWish, reasons = false, onGrade, disabled, badge } = props;
  const { t } = useTranslation('catalogue');
  const locale = useLocale();
  const wish = props.wish === undefined ? (card?.wish ?? null) : props.wish;
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
              {t('matchLevel', { level: termLabel(matchLevels, card.level, locale) })}
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
              <span>
                <QuotedReason reason={reason} phrases={card.phrases} />
              </span>
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
        {onGrade ? (
          <GradeButtons value={card?.grade ?? null} onChange={onGrade} about={name} />
        ) : (
          <WishButtons value={wish} onChange={(level) => onWish(level)} about={name} disabled={disabled} />
        )}
        {reasons && wish === 'no' && (
          <DeclineReasons
            value={card?.declineReason ?? null}
            onChange={(reason) => onWish('no', reason ?? null)}
          />
        )}
      </footer>
    </article>
  );
}
