import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusal } from '../events/use-refusal';

interface Answering<T, A> {
  keyOf: (item: T) => string;
  nameOf: (item: T) => string;
  /** What the server has said last. */
  answerOf: (item: T) => A;
  /** Sends an answer; rejects if it was refused. */
  send: (item: T, answer: A) => Promise<unknown>;
  /** An answer in words, or null where nothing is answered. */
  inWords: (answer: A) => string | null;
}

const REMEMBERED = 50;

/** Answers to items of a list, shown before the server has said yes; the last ones can be taken back. */
export function useAnswers<T, A>({ keyOf, nameOf, answerOf, send, inWords }: Answering<T, A>) {
  const { t } = useTranslation('matching');
  const { refuse } = useRefusal();
  /** Answers that are ahead of what the server has said. */
  const [given, setGiven] = useState<Record<string, A>>({});
  const [done, setDone] = useState<{ item: T; before: A }[]>([]);
  const [said, setSaid] = useState('');
  const now = (item: T): A => given[keyOf(item)] ?? answerOf(item);
  const put = (item: T, answer: A) => {
    const before = now(item);
    setGiven((all) => ({ ...all, [keyOf(item)]: answer }));
    send(item, answer).catch((error: unknown) => {
      setGiven((all) => ({ ...all, [keyOf(item)]: before }));
      refuse(error);
    });
  };
  const answer = (item: T, next: A) => {
    const name = nameOf(item);
    const level = inWords(next);
    setDone((all) => [...all.slice(1 - REMEMBERED), { item, before: now(item) }]);
    setSaid(level === null ? t('takenBack', { name }) : t('saved', { name, level }));
    put(item, next);
  };
  const undo = () => {
    const last = done.at(-1);
    if (!last) return;
    setDone((all) => all.slice(0, -1));
    setSaid(t('undone', { name: nameOf(last.item) }));
    put(last.item, last.before);
  };
  return { now, answer, undo, canUndo: done.length > 0, said };
}
