import type { Reason } from './reasons.js';

/** A sentence in both languages of the product. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/** How participants and meetings are called on screen. */
export interface Names {
  readonly participant: (id: string) => string;
  readonly meeting: (pair: number) => string;
}

/** A reason in words. Rounds and tables are counted from 1, as people do. */
export function sayReason({ code, participant, round = 0, table = 0, pair }: Reason, names: Names): Sentence {
  const who = participant === undefined ? '' : names.participant(participant);
  const what = pair === undefined ? '' : names.meeting(pair);
  const r = round + 1;
  const t = table + 1;
  switch (code) {
    case 'away':
      return { zh: `${who}第 ${r} 轮不在场`, en: `${who} is not there in round ${r}` };
    case 'cancelled':
      return { zh: '该场洽谈已取消', en: 'the meeting was cancelled' };
    case 'round-dropped':
      return { zh: `第 ${r} 轮不再举行`, en: `round ${r} does not take place` };
    case 'table-lost':
      return { zh: `第 ${r} 轮没有 ${t} 号桌`, en: `table ${t} is not there in round ${r}` };
    case 'fewer-tables':
      return { zh: `第 ${r} 轮桌数减少`, en: `round ${r} has fewer tables` };
    case 'makes-room':
      return { zh: `第 ${r} 轮让给${what}`, en: `makes room in round ${r} for ${what}` };
    case 'frees-table':
      return { zh: `第 ${r} 轮腾出一张桌给${what}`, en: `frees a table in round ${r} for ${what}` };
    case 'table-needed':
      return { zh: `${t} 号桌是${what}的固定桌`, en: `table ${t} is the home table of ${what}` };
    case 'not-allowed':
      return { zh: `第 ${r} 轮不能安排该场洽谈`, en: `the meeting is not allowed in round ${r}` };
    case 'pinned':
      return { zh: `该场洽谈已固定在第 ${r} 轮，不能改期`, en: `the meeting is pinned to round ${r}` };
    case 'gone':
      return { zh: `${who}之后不再在场`, en: `${who} is not there any more` };
    case 'no-common-round':
      return { zh: '双方没有共同可用的轮次', en: 'there is no round in which both can meet' };
    case 'taken':
      return { zh: '双方没有同时空闲的轮次', en: 'there is no round in which both are free' };
    case 'no-table':
      return { zh: '双方空闲的轮次都没有空桌', en: 'no table is free in the rounds in which both are' };
    case 'full-day':
      return { zh: `${who}已达洽谈场次上限`, en: `${who} has as many meetings as allowed` };
    case 'too-many-moves':
      return { zh: '只有移动太多已公布的洽谈才能安排', en: 'it would move too many announced meetings' };
    case 'first-meeting':
      return { zh: `${who}的第一场洽谈`, en: `the first meeting of ${who}` };
    case 'must':
      return { zh: '必须安排的洽谈', en: 'a meeting that must be held' };
    case 'free-place':
      return { zh: '利用空出的时间和桌位', en: 'uses a free round and table' };
  }
}
