/**
 * Generated events for the timetable benchmark: two sides with topic vectors, the best matches of each as pairs,
 * one-sided requests, late-comers and early leavers, busy rounds, scarce tables. Same kind and seed → same event.
 */

/** Participants of both sides, rounds, tables, cap and pairs per participant of the second side. */
export const KINDS = {
  s60: { institutes: 20, enterprises: 40, rounds: 8, tables: 16, cap: 6, best: 20 },
  s200a: { institutes: 20, enterprises: 180, rounds: 12, tables: 16, cap: 6, best: 20 },
  s200b: { institutes: 100, enterprises: 100, rounds: 12, tables: 60, cap: 10, best: 36 },
  s600a: { institutes: 20, enterprises: 580, rounds: 8, tables: 16, cap: 6, best: 6 },
  s600b: { institutes: 200, enterprises: 400, rounds: 12, tables: 130, cap: 5, best: 20 },
  s2000b: { institutes: 500, enterprises: 1500, rounds: 16, tables: 350, cap: 6, best: 16 },
  h60: { institutes: 30, enterprises: 30, rounds: 10, tables: 30, cap: 10, best: 30 },
  h400: { institutes: 200, enterprises: 200, rounds: 8, tables: 190, cap: 8, best: 24 },
};

const TOPICS = 12;

/** @param kind an entry of `KINDS`; @param absences whether somebody is away at times */
export function generateEvent(name, kind, seed, absences = true) {
  const random = mulberry32(seed);
  const { institutes, enterprises, rounds, tables, cap, best } = kind;
  const people = [];
  for (let i = 0; i < institutes + enterprises; i++) {
    const side = i < institutes ? 'institute' : 'enterprise';
    const id = i < institutes ? `i${i + 1}` : `e${i - institutes + 1}`;
    const unavailable = absences ? awayRounds(random, rounds) : [];
    const maxMeetings = side === 'institute' ? rounds : cap;
    const person = { id, side, maxMeetings, ...(unavailable.length > 0 && { unavailable }) };
    people.push({ person, topics: topics(random) });
  }
  const first = people.slice(0, institutes);
  const pairs = [];
  for (const guest of people.slice(institutes)) {
    const matches = first
      .map((host) => ({ host, match: likeness(host.topics, guest.topics) }))
      .sort((x, y) => y.match - x.match)
      .slice(0, Math.round(best * (0.75 + random() / 2)));
    for (const { host, match } of matches) {
      const requests = (random() < 0.4 ? 1 : 0) + (random() < 0.3 ? 1 : 0);
      const score = Math.min(1300, Math.round(1000 * match) + 150 * requests);
      pairs.push({ a: host.person.id, b: guest.person.id, score });
    }
  }
  return {
    format: 'meetmatch-instance/1',
    name,
    mode: 'select',
    rounds,
    tables,
    objective: { firstMeetingBonus: 1000 },
    participants: people.map(({ person }) => person),
    pairs,
  };
}

function awayRounds(random, rounds) {
  const away = new Set();
  if (random() < 0.3) {
    const length = 1 + Math.floor(random() * (rounds / 3));
    const late = random() < 0.5;
    for (let r = 0; r < length; r++) away.add(late ? r : rounds - 1 - r);
  }
  for (let r = 0; r < rounds; r++) if (random() < 0.08) away.add(r);
  return [...away].sort((x, y) => x - y);
}

function topics(random) {
  const vector = Array.from({ length: TOPICS }, () => (random() < 0.35 ? random() : 0.05));
  const length = Math.hypot(...vector);
  return vector.map((x) => x / length);
}

function likeness(x, y) {
  return x.reduce((sum, value, i) => sum + value * y[i], 0);
}

function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
