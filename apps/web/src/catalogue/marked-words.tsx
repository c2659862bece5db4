/** Text with the words of a search marked. */
export function MarkedWords({ text, query }: { text: string; query?: string }) {
  const words = (query ?? '')
    .split(/[\s,，、。；;]+/)
    .filter((word) => word.length > 1 || /[\u0080-\uffff]/.test(word));
  if (words.length === 0 || words.length > 12) return <>{text}</>;
  const pattern = new RegExp(
    `(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`,
    'gi',
  );
  return (
    <>
      {text.split(pattern).map((part, i) => {
        const key = `${i}${part}`;
        return i % 2 === 1 ? <mark key={key}>{part}</mark> : <span key={key}>{part}</span>;
      })}
    </>
  );
}
