import {
  declineReasons,
  saveWish,
  termLabel,
  wishLevelCodes,
  wishLevels,
  type Counterpart,
} from '#contracts';
import { Tag } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api';
import { MatchCardView } from '../catalogue/match-card';
import { useLocale } from '../layout/use-locale';
import { AnswerBar } from '../matching/answer-bar';
import { useAnswers } from '../matching/use-answers';
import { useCardKeys } from '../matching/use-card-keys';
import { inBrackets } from '../layout/words';
import styles from './counterparts-page.module.css';

type Answer = Pick<Counterpart, 'wish' | 'declineReason'>;

/** Ten people to meet, each answered by one press or key; a “no” may have a reason, and the last answers go back. */
export function CounterpartCards({ eventId, items }: { eventId: string; items: Counterpart[] }) {
  const { t } = useTranslation('events');
  const { t: m } = useTranslation('matching');
  const locale = useLocale();
  const change = useChange(saveWish);
  const list = useRef<HTMLUListElement>(null);
  const { now, answer, undo, canUndo, said } = useAnswers<Counterpart, Answer>({
    keyOf: (one) => one.registrationId,
    nameOf: (one) => one.organisation.name,
    answerOf: ({ wish, declineReason }) => ({ wish, declineReason }),
    inWords: ({ wish, declineReason }) =>
      wish &&
      termLabel(wishLevels, wish, locale) +
        (declineReason ? inBrackets(termLabel(declineReasons, declineReason, locale), locale) : ''),
    send: (one, { wish, declineReason }) =>
      change.mutateAsync({
        params: { id: eventId, registration: one.registrationId },
        body: { level: wish, reason: declineReason ?? undefined },
      }),
  });
  useCardKeys({
    list,
    onUndo: undo,
    onNumber: (at, number) => {
      const one = items[at];
      const wish = wishLevelCodes[number - 1];
      if (one && wish) answer(one, { wish: wish === now(one).wish ? null : wish, declineReason: null });
    },
  });
  return (
    <>
      <AnswerBar keys={m('keys')} said={said} canUndo={canUndo} onUndo={undo} />
      <ul className={styles.list} ref={list}>
        {items.map((one) => (
          <li
            key={one.registrationId}
            tabIndex={-1}
            aria-label={one.organisation.name}
            data-testid="counterpart"
          >
            <MatchCardView
              card={one.match}
              who={one.organisation}
              {...now(one)}
              reasons
              onWish={(wish, declineReason = null) => answer(one, { wish, declineReason })}
              badge={
                one.mutual && (
                  <Tag variant="filled" color="green" data-testid="mutual">
                    {t('mutual')}
                  </Tag>
                )
              }
            />
          </li>
        ))}
      </ul>
    </>
  );
}
