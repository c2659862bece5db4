import type { MatchCard } from '#contracts';
import { Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { MarkedWords } from './marked-words';
import styles from './quoted-reason.module.css';

type Phrase = MatchCard['phrases'][number];
/** Where the phrase stands in the text; its words one by one where the sides say them in another order. */
function rangesOf(phrase: string, text: string): [number, number][] {
  const words = phrase.split(/[\s,，、。；;]+/).filter(Boolean);
  if (words.length === 0) return [];
  const pattern = new RegExp(words.map(literal).join('|'), 'gi');
  return [...text.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length]);
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A reason with the phrases that it quotes marked; each shows where it stands on both sides. */
export function QuotedReason({ reason, phrases }: { reason: string; phrases: Phrase[] }) {
  const byText = new Map(phrases.map((phrase) => [phrase.text, phrase]));
  if (byText.size === 0) return <>{reason}</>;
  const texts = [...byText.keys()].sort((a, b) => b.length - a.length).map(literal);
  const pattern = new RegExp(`(“(?:${texts.join('|')})”)`);
  return (
    <>
      {reason.split(pattern).map((part, i) => {
        const key = `${i}${part}`;
        const phrase = part.startsWith('“') ? byText.get(part.slice(1, -1)) : undefined;
        if (!phrase) return <span key={key}>{part}</span>;
        return (
          <span key={key} className={styles.whole}>
            “<Quote phrase={phrase} />”
          </span>
        );
      })}
    </>
  );
}

function Quote({ phrase }: { phrase: Phrase }) {
  const { t } = useTranslation('matching');
  const side = (name: 'ours' | 'theirs') => (
    <>
      <dt>
        {t(`side.${name}`)} · {t(`quoteField.${phrase[name].field}`)}
      </dt>
      <dd>
        <MarkedWords text={phrase[name].text} ranges={rangesOf(phrase.text, phrase[name].text)} />
      </dd>
    </>
  );
  return (
    <Popover
      trigger={['hover', 'click', 'focus']}
      content={
        <dl className={styles.places} data-testid="quote-places">
          {side('ours')}
          {side('theirs')}
        </dl>
      }
    >
      <button type="button" className={styles.quote} data-testid="quote">
        {phrase.text}
      </button>
    </Popover>
  );
}
