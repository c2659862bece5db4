import type { FoundListing } from '#contracts';

type Ranges = NonNullable<FoundListing['marks']>['title'];

/** A text with these parts of it marked. Both are plain text nodes: nothing in them is read as markup. */
export function MarkedWords({ text, ranges }: { text: string; ranges?: Ranges }) {
  if (!ranges || ranges.length === 0) return <>{text}</>;
  return (
    <>
      {ranges.map(([start, end], i) => (
        <span key={start}>
          {text.slice(i === 0 ? 0 : ranges[i - 1]![1], start)}
          <mark>{text.slice(start, end)}</mark>
        </span>
      ))}
      {text.slice(ranges.at(-1)![1])}
    </>
  );
}
