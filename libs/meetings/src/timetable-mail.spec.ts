import { describe, expect, it } from '@jest/globals';
import { newsOf, timetableMail, type ToldMeeting } from './timetable-mail.js';

const meeting = (b: string, round: number, table: number, name = `企业${b}`): ToldMeeting => ({
  ...{ a: 'i1', b, round, table, name, representative: null },
});
const frame = {
  name: '黄晓彤',
  content: {
    title: '产研汇第1场',
    venue: '会议中心',
    rounds: [1, 2, 3].map((hour) => ({ startsAt: `2026-11-28T0${hour}:00:00Z`, minutes: 15 })),
  },
  page: 'https://example.cn/events/1/now',
  isFirst: false,
};

describe('what is news of a timetable', () => {
  const told = [meeting('e1', 1, 1), meeting('e2', 2, 1), meeting('e3', 3, 1)];
  it('is nothing where nothing changes, or only what has begun', () => {
    expect(newsOf(told, told, 0)).toBeNull();
    expect(newsOf(told, told.slice(1), 1)).toBeNull();
  });

  it('is what moved, what is off, what is new and who else sits there', () => {
    const now = [meeting('e1', 1, 4), meeting('e3', 3, 1, '企业e3 + 基金'), meeting('e4', 2, 2)];
    const news = newsOf(told, now, 0)!;
    expect(news).toEqual({
      moved: [{ meeting: now[0], from: { round: 1, table: 1 } }],
      dropped: [told[1]],
      added: [now[2]],
      joined: [now[1]],
    });
    const { subject, body } = timetableMail(news, frame, 'zh');
    expect(subject).toBe('产研汇第1场：您的会面有 4 处变动');
    expect(body).toContain(
      '改动：企业e1\n  原为 第 1 轮（2026-11-28 09:00）1 号桌\n  改到 第 1 轮（2026-11-28 09:00）4 号桌',
    );
    expect(body).toContain('取消：企业e2，原为 第 2 轮（2026-11-28 10:00）1 号桌');
    expect(body).toContain('新增：企业e4，第 2 轮（2026-11-28 10:00）2 号桌');
    expect(body).toContain('同席有变：第 3 轮（2026-11-28 11:00）1 号桌，企业e3 + 基金');
    expect(timetableMail(news, frame, 'en').subject).toBe('产研汇第1场: 4 changes to your meetings');
  });
});
