interface PageOf<T> {
  items: T[];
  total: number;
}

/** Every row of a paged list, a hundred at a time. */
export async function allPages<T>(
  read: (page: number, pageSize: number) => Promise<PageOf<T>>,
): Promise<T[]> {
  const pageSize = 100;
  const rows: T[] = [];
  for (let page = 1; ; page += 1) {
    const { items, total } = await read(page, pageSize);
    rows.push(...items);
    if (items.length === 0 || rows.length >= total) return rows;
  }
}
