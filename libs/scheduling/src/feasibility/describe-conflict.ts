import type { Instance } from '../instance.js';
import type { ConflictItem } from './conflict-items.js';
import { compilePlacement, type Placement } from './placement.js';
import { contradiction, type Contradiction } from './propagate.js';
import type { Refutation, RefutationCode, Sentence } from './refutation.js';

/**
 * Puts contradicting demands into words.
 * @param items as few as possible, so that what is counted about them is the reason
 */
export function describeConflict(
  instance: Instance,
  items: readonly ConflictItem[],
  smallest: boolean,
): Refutation {
  const placement = compilePlacement(instance, items);
  const direct = contradiction(placement, placement.open);
  const about = direct ? locate(instance, placement, direct) : collect(instance, items);
  return { ...about, items, smallest, sentence: sentenceFor(instance, about, items) };
}

/** Demands that a sentence lists. */
const MOST_SAID = 12;

type About = Pick<Refutation, 'code' | 'participants' | 'pairs' | 'rounds'>;

function locate(instance: Instance, placement: Placement, { reason, ...found }: Contradiction): About {
  const pairs = found.meetings.map((m) => placement.pairs[m]!).sort((x, y) => x - y);
  const participants = partiesOf(instance, pairs);
  const short = instance.participants[found.vertex]?.id;
  return {
    code: reason,
    participants:
      short === undefined || reason === 'no-round'
        ? participants
        : [short, ...participants.filter((id) => id !== short)],
    pairs,
    rounds: found.rounds,
  };
}

function collect(instance: Instance, items: readonly ConflictItem[]): About {
  const pairs = items.flatMap((item) => (item.kind === 'meeting' ? [item.pair] : [])).sort((x, y) => x - y);
  const rounds = items.flatMap((item) => ('round' in item ? [item.round] : []));
  const code: RefutationCode = pairs.length === 0 ? 'uneven-breaks' : 'no-placement';
  return {
    code,
    participants: partiesOf(instance, pairs),
    pairs,
    rounds: [...new Set(rounds)].sort((x, y) => x - y),
  };
}

const partiesOf = (instance: Instance, pairs: readonly number[]): string[] => [
  ...new Set(pairs.flatMap((pair) => [instance.pairs[pair]!.a, instance.pairs[pair]!.b])),
];

function sentenceFor(instance: Instance, about: About, items: readonly ConflictItem[]): Sentence {
  const { code, participants, pairs, rounds } = about;
  const who = participants[0]!;
  const meetings = pairs.length;
  const left = rounds.length;
  const causes = items.filter((item) => item.kind !== 'meeting');
  const said = causes.slice(0, MOST_SAID).map((item) => sayItem(instance, item));
  const more = causes.length > MOST_SAID ? ['…'] : [];
  const because: Sentence =
    causes.length === 0
      ? { zh: '', en: '' }
      : {
          zh: `（${[...said.map(({ zh }) => zh), ...more].join('；')}）`,
          en: ` (${[...said.map(({ en }) => en), ...more].join('; ')})`,
        };
  const [zh, en] = ((): [string, string] => {
    switch (code) {
      case 'no-round':
        return [
          `${nameOf(instance, pairs[0]!)}的洽谈必须安排，却没有可用的轮次`,
          `the meeting ${nameOf(instance, pairs[0]!)} has to be held, but no round is left for it`,
        ];
      case 'too-few-rounds':
        return [
          `${who} 有 ${meetings} 场洽谈必须安排，可用的轮次只有 ${left} 个`,
          `${who} has ${meetings} meetings that have to be held in only ${left} rounds`,
        ];
      case 'over-cap':
        return [
          `${who} 有 ${meetings} 场洽谈必须安排，超过其上限`,
          `${who} has ${meetings} meetings that have to be held, more than its limit`,
        ];
      case 'too-few-tables':
        return [
          `${meetings} 场洽谈必须安排在 ${left} 个轮次里，桌数不够`,
          `${meetings} meetings have to be held in ${left} rounds, which have too few tables`,
        ];
      case 'too-many-breaks':
        return [
          `${who} 的空档无论如何都会超过允许的次数`,
          `${who} has more breaks than allowed, however its meetings are placed`,
        ];
      case 'uneven-breaks':
        return ['各方的空档次数无法像要求的那样均衡', 'breaks cannot be shared out as evenly as demanded'];
      case 'no-placement':
        return [
          `这 ${meetings} 场洽谈与 ${causes.length} 项要求无法同时满足`,
          `these ${meetings} meetings and ${causes.length} demands cannot all be met together`,
        ];
    }
  })();
  return { zh: `${zh}${because.zh}。`, en: `${en}${because.en}.` };
}

const nameOf = (instance: Instance, pair: number) => `${instance.pairs[pair]!.a}–${instance.pairs[pair]!.b}`;

const list = (rounds: readonly number[]) => rounds.map((round) => round + 1).join(', ');

function sayItem(instance: Instance, item: ConflictItem): Sentence {
  const name = (pair: number) => nameOf(instance, pair);
  switch (item.kind) {
    case 'meeting':
      return { zh: `${name(item.pair)} 必须洽谈`, en: `${name(item.pair)} has to be held` };
    case 'fixed': {
      const table = item.table === undefined ? undefined : item.table + 1;
      return {
        zh: `${name(item.pair)} 固定在第 ${item.round + 1} 轮${table === undefined ? '' : `第 ${table} 桌`}`,
        en: `${name(item.pair)} is fixed to round ${item.round + 1}${table === undefined ? '' : `, table ${table}`}`,
      };
    }
    case 'precedence':
      return {
        zh: `${name(item.before)} 须先于 ${name(item.after)}`,
        en: `${name(item.before)} has to come before ${name(item.after)}`,
      };
    case 'unavailable':
      return {
        zh: `${item.participant} 第 ${item.round + 1} 轮不在场`,
        en: `${item.participant} is away in round ${item.round + 1}`,
      };
    case 'cap':
      return {
        zh: `${item.participant} 最多 ${item.most} 场`,
        en: `${item.participant} may have ${item.most} meetings`,
      };
    case 'home-table':
      return {
        zh: `${item.participant} 固定在第 ${item.table + 1} 桌`,
        en: `${item.participant} sits at table ${item.table + 1}`,
      };
    case 'forbidden':
      return { zh: `${name(item.pair)} 禁止洽谈`, en: `${name(item.pair)} is forbidden` };
    case 'kinds':
      return {
        zh: `${name(item.pair)} 所属类别不能互相洽谈`,
        en: `the kinds of ${name(item.pair)} may not meet`,
      };
    case 'session':
      return {
        zh: `${name(item.pair)} 只能在 ${item.session} 场次`,
        en: `${name(item.pair)} only in session ${item.session}`,
      };
    case 'pair-rounds':
      return {
        zh: `${name(item.pair)} 只能在第 ${list(item.rounds)} 轮`,
        en: `${name(item.pair)} only in rounds ${list(item.rounds)}`,
      };
    case 'tables':
      return {
        zh: `第 ${item.round + 1} 轮有 ${item.tables} 桌`,
        en: `round ${item.round + 1} has ${item.tables} tables`,
      };
    case 'max-breaks':
      return { zh: `每方空档最多 ${item.most} 次`, en: `at most ${item.most} breaks each` };
    case 'break-spread':
      return { zh: `空档次数最多相差 ${item.most}`, en: `breaks may differ by ${item.most}` };
  }
}
