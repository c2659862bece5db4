import { thesisContent } from '#contracts';
import type { Transaction } from '#platform';

const WAN = 1_000_000;

/** What the investors of the demonstration look for, as their introductions say; 分. */
const theses = {
  'ab-f01': {
    fields: ['biomedicine'],
    stages: ['lab', 'pilot'],
    keywords: ['诊断试剂', '细胞治疗', '合成生物'],
    ticketMin: 500 * WAN,
    ticketMax: 3_000 * WAN,
  },
  'ab-f02': {
    fields: ['electronics', 'manufacturing'],
    keywords: ['工业视觉', '机器人', '智能制造'],
    ticketMin: 800 * WAN,
    ticketMax: 5_000 * WAN,
  },
  'ab-f03': { stages: ['pilot'], ticketMin: 200 * WAN, ticketMax: 1_000 * WAN },
  'em-f01': {
    fields: ['materials'],
    stages: ['pilot', 'mass'],
    keywords: ['半导体材料', '碳化硅', '膜材料'],
    ticketMin: 1_000 * WAN,
    ticketMax: 5_000 * WAN,
  },
  'em-f02': { fields: ['energy'], stages: ['pilot'], keywords: ['储能', '氢能', '燃料电池'] },
  'em-f03': { stages: ['pilot', 'mass'], ticketMin: 300 * WAN, ticketMax: 1_500 * WAN },
};

export async function saveTheses(
  tx: Transaction,
  organisations: Map<string, string>,
  now: Date,
): Promise<void> {
  for (const [key, content] of Object.entries(theses)) {
    await tx.query(
      'INSERT INTO investor_theses (organisation_id, content, updated_at) VALUES ($1, $2::jsonb, $3)',
      [organisations.get(key), JSON.stringify(thesisContent.parse(content)), now],
    );
  }
}
