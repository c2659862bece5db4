import { UndoOutlined } from '@ant-design/icons';
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
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MatchCardView } from '../catalogue/match-card';
import { useRefusal } from '../events/use-refusal';
import { useLocale } from '../layout/use-locale';
import styles from './match-list.module.css';
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
  const { refuse } = useRefusal();
  const list = useRef<HTMLUListElement>(null);
  /** Answers that are ahead of what the server has said. */
  const [given, setGiven] = useState<Record<string, Answer>>({});
  const [done, setDone] = useState<{ card: MatchCard; before: Answer }[]>([]);
  const [said, setSaid] = useState('');
  const now = (card: MatchCard): MatchCard => ({ ...card, ...given[card.listing.id] });
  const nameOf = (card: MatchCard) => card.listing.title;

  const put = (card: MatchCard, answer: Answer) => {
    const other = card.listing.id;
    const before = now(card);
    setGiven((all) => ({ ...all, [other]: answer }));
    send(other, answer).catch((error: unknown) => {
      setGiven((all) => ({ ...all, [other]: before }));
      refuse(error);
    });
  };
  const answer = (card: MatchCard, change: Partial<Answer>) => {
    const { wish, declineReason, grade } = now(card);
    const next = { wish, declineReason, grade, ...change };
    if (next.wish !== 'no') next.declineReason = null;
    setDone((all) => [...all.slice(-49), { card, before: { wish, declineReason, grade } }]);
    setSaid(sentence(nameOf(card), next));
    put(card, next);
  };
  const undo = () => {
    const last = done.at(-1);
    if (!last) return;
    setDone((all) => all.slice(0, -1));
    setSaid(t('undone', { name: nameOf(last.card) }));
    put(last.card, last.before);
  };
  function sentence(name: string, { wish, declineReason, grade }: Answer): string {
    const level = asBroker
      ? grade && termLabel(matchLevels, grade, locale)
      : wish && termLabel(wishLevels, wish, locale);
    if (!level) return t('takenBack', { name });
    const reason = declineReason ? `（${termLabel(declineReasons, declineReason, locale)}）` : '';
    return t('saved', { name, level: level + reason });
  }
  useCardKeys({
    list,
    onUndo: undo,
    onNumber: (at, number) => {
      const card = cards[at];
      if (!card) return;
      const { wish, grade } = now(card);
      const level = asBroker ? matchLevelCodes[number - 1] : undefined;
      const wanted = asBroker ? undefined : wishLevelCodes[number - 1];
      if (level) answer(card, { grade: level === grade ? null : level });
      if (wanted) answer(card, { wish: wanted === wish ? null : wanted, declineReason: null });
    },
  });
  const last = Math.min(total, skip + cards.length);
  return (
    <div data-testid="match-list">
      <div className={styles.bar}>
        <span>{t('range', { from: skip + 1, to: last, total })}</span>
        <span className={styles.keys}>{t(asBroker ? 'keysBroker' : 'keys')}</span>
        <span role="status" className={styles.said} data-testid="answer-said">
          {said}
        </span>
        <Button
          size="small"
          icon={<UndoOutlined />}
          disabled={done.length === 0}
          onClick={undo}
          data-testid="undo-answer"
        >
          {t('undo')}
        </Button>
      </div>
      <ul className={styles.cards} ref={list}>
        {cards.map((card) => (
          <li key={card.listing.id} tabIndex={-1} aria-label={nameOf(card)}>
            <MatchCardView
              card={now(card)}
              reasons
              onWish={(wish, declineReason = null) => answer(card, { wish, declineReason })}
              onGrade={asBroker ? (grade) => answer(card, { grade }) : undefined}
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
