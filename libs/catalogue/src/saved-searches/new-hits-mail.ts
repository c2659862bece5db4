/** What one saved search found that is new: some of the titles, and how many there are. */
export interface NewHits {
  name: string;
  total: number;
  listings: { id: string; title: string }[];
}

/** The mail that tells of new hits, in Chinese and then English; plain text. */
export function newHitsMail(
  searches: readonly NewHits[],
  { site, unsubscribe }: { site: string; unsubscribe: string },
): { subject: string; body: string } {
  const total = searches.reduce((sum, one) => sum + one.total, 0);
  const parts = searches.map(({ name, total: found, listings }) => {
    const more = found - listings.length;
    return [
      `【${oneLine(name)}】${found} 条 / ${found} new`,
      ...listings.map(({ id, title }) => `· ${oneLine(title)}\n  ${site}/listings/${id}`),
      ...(more > 0 ? [`· 另有 ${more} 条 / ${more} more`] : []),
    ].join('\n');
  });
  return {
    subject: `产研汇：您保存的搜索有 ${total} 条新结果`,
    body: [
      `您保存的搜索有 ${total} 条新结果。`,
      `Your saved searches have ${total} new results.`,
      '',
      parts.join('\n\n'),
      '',
      `查看全部 / All searches: ${site}/my/searches`,
      `不再接收 / Unsubscribe: ${unsubscribe}`,
      '',
    ].join('\n'),
  };
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
