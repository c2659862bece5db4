import {
  declineReasons,
  matchLevelCodes,
  matchLevels,
  termLabel,
  wishLevelCodes,
  wishLevels,
  type MatchCard,
} from '#contracts';
import { Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MatchCardView } from '../catalogue/match-card';
import { useLocale } from '../layout/use-locale';
import { inBrackets } from '../layout/words';
import { AnswerBar } from './answer-bar';
import styles from './match-list.module.css';
import { useAnswers } from './use-answers';
import { useCardKeys } from './use-card-keys';

export const pageSize = 10;
/** An answer for one side, with a reason for a “no”; a broker's level of the pair. */
export type Answer = Pick<MatchCard, 'wish' | 'declineReason' | 'grade'>;

interface MatchListProps {
  cards: MatchCard[];
  total: number;
  skip: number;
  onSkip: (skip: number) => void;
  /** Judges pairs in four words instead of answering for one side. */
  asBroker: boolean;
  /** Sends an answer; rejects if it was refused. */
  send: (other: string, answer: Answer) => Promise<unknown>;
}

/** Matches ten at a time, each answered by one press or key; the last answers can be taken back. */
export function MatchList({ cards, total, skip, onSkip, asBroker, send }: MatchListProps) {
  const { t } = useTranslation('matching');
  const locale = useLocale();
  const list = useRef<HTMLUListElement>(null);
  const nameOf = (card: MatchCard) => card.listing.title;
  const { now, answer, undo, canUndo, said } = useAnswers<MatchCard, Answer>({
    keyOf: (card) => card.listing.id,
    nameOf,
    answerOf: ({ wish, declineReason, grade }) => ({ wish, declineReason, grade }),
    inWords: ({ wish, declineReason, grade }) => {
      if (asBroker) return grade && termLabel(matchLevels, grade, locale);
      const reason = declineReason
        ? inBrackets(termLabel(declineReasons, declineReason, locale), locale)
        : '';
      return wish && termLabel(wishLevels, wish, locale) + reason;
    },
    send: (card, given) => send(card.listing.id, given),
  });
  const change = (card: MatchCard, changes: Partial<Answer>) => answer(card, { ...now(card), ...changes });
  useCardKeys({
    list,
    onUndo: undo,
    onNumber: (at, number) => {
      const card = cards[at];
      if (!card) return;
      const { wish, grade } = now(card);
      const level = asBroker ? matchLevelCodes[number - 1] : undefined;
      const wanted = asBroker ? undefined : wishLevelCodes[number - 1];
      if (level) change(card, { grade: level === grade ? null : level });
      if (wanted) change(card, { wish: wanted === wish ? null : wanted, declineReason: null });
    },
  });
  const last = Math.min(total, skip + cards.length);
  return (
    <div data-testid="match-list">
      <AnswerBar keys={t(asBroker ? 'keysBroker' : 'keys')} said={said} canUndo={canUndo} onUndo={undo}>
        <span>{t('range', { from: skip + 1, to: last, total })}</span>
      </AnswerBar>
      <ul className={styles.cards} ref={list}>
        {cards.map((card) => (
          <li key={card.listing.id} tabIndex={-1} aria-label={nameOf(card)}>
            <MatchCardView
              card={{ ...card, ...now(card) }}
              reasons
              onWish={(wish, declineReason = null) => change(card, { wish, declineReason })}
              onGrade={asBroker ? (grade) => change(card, { grade }) : undefined}
            />
          </li>
        ))}
      </ul>
      {total > pageSize && (
        <div className={styles.pages}>
          <Button
            disabled={skip === 0}
            onClick={() => onSkip(Math.max(0, skip - pageSize))}
            data-testid="ten-before"
          >
            {t('tenBefore')}
          </Button>
          <Button disabled={last >= total} onClick={() => onSkip(skip + pageSize)} data-testid="next-ten">
            {t('nextTen')}
          </Button>
        </div>
      )}
    </div>
  );
}
