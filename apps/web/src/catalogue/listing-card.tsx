import { BankOutlined, EnvironmentOutlined } from '@ant-design/icons';
import {
  cooperationModes,
  disclosureLevels,
  districts,
  fields,
  maturityStages,
  needKinds,
  priceKinds,
  termLabel,
  type FoundListing,
} from '#contracts';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatDate } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import styles from './listing-card.module.css';
import { MarkedWords } from './marked-words';
import { TrlMark } from './trl-mark';

/** One hit of the catalogue: what it is, how ripe, on which terms, from whom. */
export const ListingCardView = memo(function ListingCardView({ card }: { card: FoundListing }) {
  const { t } = useTranslation('catalogue');
  const locale = useLocale();
  const technology = card.kind === 'technology';
  return (
    <article className={styles.card} data-testid="listing-card">
      <div className={styles.top}>
        <span className={styles.field}>{card.field && termLabel(fields, card.field, locale)}</span>
        {card.needKind && <span>{termLabel(needKinds, card.needKind, locale)}</span>}
        <span className={styles.code}>{card.code}</span>
        {card.disclosure !== 'public' && (
          <span className={styles.tag}>{termLabel(disclosureLevels, card.disclosure, locale)}</span>
        )}
      </div>
      <h2 className={styles.title}>
        <Link to={`/listings/${card.id}`}>
          <MarkedWords text={card.title} ranges={card.marks?.title} />
        </Link>
      </h2>
      {card.summary && (
        <p className={styles.summary}>
          <MarkedWords text={card.summary} ranges={card.marks?.summary} />
        </p>
      )}
      <div className={styles.terms}>
        {card.trl !== null && <TrlMark level={card.trl} label={technology ? 'TRL' : t('trlFromShort')} />}
        {card.stage && <span className={styles.tag}>{termLabel(maturityStages, card.stage, locale)}</span>}
        {card.modes.slice(0, 4).map((mode) => (
          <span className={styles.tag} key={mode}>
            {termLabel(cooperationModes, mode, locale)}
          </span>
        ))}
        {technology && card.patentCount > 0 && <span>{t('patents', { count: card.patentCount })}</span>}
        {technology && card.priceKind && (
          <span>{t('priceIs', { kind: termLabel(priceKinds, card.priceKind, locale) })}</span>
        )}
        {!technology && card.deadline && <span>{t('deadlineIs', { day: card.deadline })}</span>}
      </div>
      <div className={styles.foot}>
        <span>
          <BankOutlined aria-hidden />{' '}
          {card.organisation ? (
            <MarkedWords text={card.organisation.name} ranges={card.marks?.organisation} />
          ) : (
            t('anonymous')
          )}
        </span>
        {card.district && (
          <span>
            <EnvironmentOutlined aria-hidden /> {termLabel(districts, card.district, locale)}
          </span>
        )}
        <span className={styles.updated}>
          {t('updatedAt', { day: formatDate(card.updatedAt) })}
          {card.validUntil && ` · ${t('validUntilIs', { day: card.validUntil })}`}
        </span>
      </div>
      {card.explanation && (
        <ul className={styles.explanation} aria-label={t('explanation')} data-testid="explanation">
          {card.explanation.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </article>
  );
});
