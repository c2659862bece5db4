import type { BoardChange, BoardMeeting, BoardSnapshot } from '#contracts';
import { describe, expect, it } from '@jest/globals';
import { applyChange, laterSnapshot, minutesAndSeconds, remainingMs, roundInView } from './board-state';

const eventId = '0198a000-0000-7000-8000-000000000001';
const meeting = (id: string, more: Partial<BoardMeeting> = {}): BoardMeeting => ({
  id,
  round: 1,
  table: 1,
  a: '海河智能研究院',
  b: '津港重工',
  state: 'called',
  representativeA: null,
  representativeB: null,
  third: null,
  seatedA: false,
  seatedB: false,
  ...more,
});
const snapshot = (more: Partial<BoardSnapshot> = {}): BoardSnapshot => ({
  eventId,
  title: '产研汇',
  venue: '国展中心',
  version: 7,
  serverTime: '2026-11-24T01:00:00.000Z',
  clock: { phase: 'running', round: 1, endsAt: '2026-11-24T01:10:00.000Z', remainingMs: null, notice: null },
  rounds: [
    { no: 1, startsAt: '2026-11-24T00:50:00.000Z', minutes: 20 },
    { no: 2, startsAt: '2026-11-24T01:15:00.000Z', minutes: 20 },
  ],
  tables: 2,
  closedTables: [],
  meetings: [meeting('m1'), meeting('m2', { table: 2 })],
  ...more,
});
const change = (more: Partial<BoardChange> = {}): BoardChange => ({
  eventId,
  version: 8,
  serverTime: '2026-11-24T01:00:01.000Z',
  ...more,
});

describe('a change of the board', () => {
  it('that is one version ahead is merged by meeting', () => {
    const applied = applyChange(
      snapshot(),
      change({ meetings: [meeting('m2', { table: 2, seatedA: true })] }),
    );
    expect(applied).toMatchObject({
      snapshot: {
        version: 8,
        meetings: [
          { id: 'm1', seatedA: false },
          { id: 'm2', seatedA: true },
        ],
      },
    });
  });

  it('keeps the clock when it says nothing of it, and takes the new one when it does', () => {
    const clock = { phase: 'paused' as const, round: 1, endsAt: null, remainingMs: 90_000, notice: '稍候' };
    expect(applyChange(snapshot(), change())).toMatchObject({ snapshot: { clock: { phase: 'running' } } });
    expect(applyChange(snapshot(), change({ clock }))).toMatchObject({ snapshot: { clock } });
  });

  it('adds a meeting that was not known', () => {
    const applied = applyChange(snapshot(), change({ meetings: [meeting('m3', { round: 2 })] }));
    expect(applied).toMatchObject({
      snapshot: { meetings: [{ id: 'm1' }, { id: 'm2' }, { id: 'm3', round: 2 }] },
    });
  });

  it('that skips a version is a gap', () => {
    expect(applyChange(snapshot(), change({ version: 9 }))).toBe('gap');
  });

  it('that says reload is a gap', () => {
    expect(applyChange(snapshot(), change({ reload: true }))).toBe('gap');
  });

  it('that is known already, or of another event, changes nothing', () => {
    const own = snapshot();
    const other = change({ eventId: '0198a000-0000-7000-8000-000000000002' });
    expect(applyChange(own, change({ version: 7, meetings: [] }))).toEqual({ snapshot: own });
    expect(applyChange(own, change({ version: 3 }))).toEqual({ snapshot: own });
    expect(applyChange(own, other)).toEqual({ snapshot: own });
  });

  it('leaves the snapshot it was applied to as it was', () => {
    const own = snapshot();
    applyChange(own, change({ meetings: [meeting('m1', { seatedA: true })] }));
    expect(own).toEqual(snapshot());
  });
});

describe('a whole snapshot', () => {
  it('replaces an older one', () => {
    const later = snapshot({ version: 9 });
    expect(laterSnapshot(null, later)).toBe(later);
    expect(laterSnapshot(snapshot(), later)).toBe(later);
  });

  it('read before a change that was applied is dropped', () => {
    const own = snapshot({ version: 9, serverTime: '2026-11-24T01:00:05.000Z' });
    expect(laterSnapshot(own, snapshot({ version: 8, serverTime: '2026-11-24T01:00:04.000Z' }))).toBe(own);
  });

  it('of a server that started over stands although its version is lower', () => {
    const restarted = snapshot({ version: 1, serverTime: '2026-11-24T02:00:00.000Z' });
    expect(laterSnapshot(snapshot(), restarted)).toBe(restarted);
  });
});

describe('the clock', () => {
  const now = Date.parse('2026-11-24T01:03:48.000Z');
  it('counts down by the server time and stops at zero', () => {
    const { clock } = snapshot();
    expect(remainingMs(clock, now)).toBe(372_000);
    expect(remainingMs(clock, now + 3_600_000)).toBe(0);
  });

  it('stands still while paused and says nothing between rounds', () => {
    const { clock } = snapshot();
    expect(remainingMs({ ...clock, phase: 'paused', endsAt: null, remainingMs: 90_000 }, now)).toBe(90_000);
    expect(remainingMs({ ...clock, phase: 'break', endsAt: null }, now)).toBeNull();
  });

  it('is written as minutes and seconds', () => {
    expect(minutesAndSeconds(372_000)).toBe('06:12');
    expect(minutesAndSeconds(0)).toBe('00:00');
    expect(minutesAndSeconds(60_000 * 75)).toBe('75:00');
  });

  it('shows the next round before and between rounds', () => {
    const at = (phase: 'waiting' | 'running' | 'break' | 'ended', round: number) =>
      roundInView(snapshot({ clock: { phase, round, endsAt: null, remainingMs: null, notice: null } }));
    expect(at('waiting', 0)).toBe(1);
    expect(at('running', 1)).toBe(1);
    expect(at('break', 1)).toBe(2);
    expect(at('ended', 2)).toBe(2);
  });
});
