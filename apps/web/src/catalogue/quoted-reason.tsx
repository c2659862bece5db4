import type { MatchCard } from '#contracts';
import { Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { MarkedWords } from './marked-words';
import styles from './quoted-reason.module.css';

type Phrase = MatchCard['phrases'][number];
const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A reason with the phrases that it quotes marked; each shows where it stands on both sides. */
export function QuotedReason({ reason, phrases }: { reason: string; phrases: Phrase[] }) {
  const byText = new Map(phrases.map((phrase) => [phrase.text, phrase]));
  if (byText.size === 0) return <>{reason}</>;
  const texts = [...byText.keys()].sort((a, b) => b.length - a.length).map(literal);
  const pattern = new RegExp(`(?<=“)(${texts.join('|')})(?=”)`);
  return (
    <>
      {reason.split(pattern).map((part, i) => {
        const key = `${i}${part}`;
        const phrase = byText.get(part);
        return phrase ? <Quote key={key} phrase={phrase} /> : <span key={key}>{part}</span>;
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
        <MarkedWords text={phrase[name].text} query={phrase.text} />
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
