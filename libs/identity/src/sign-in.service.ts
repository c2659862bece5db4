import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { AppError, CONFIG, type Config, Database } from '#platform';
import { passwordFits } from './passwords.js';
import { type OpenedSession, Sessions } from './sessions.service.js';

/** Wrong passwords per account in 15 minutes, and per address: a hall full of visitors shares one. */
const PER_ACCOUNT = 8;
const PER_ADDRESS = 100;
const WINDOW_S = 900;

@Injectable()
export class SignIn {
  private readonly limits: RateLimiterPostgres[];

  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    dataSource: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.limits = [PER_ACCOUNT, PER_ADDRESS].map(
      (points, i) =>
        new RateLimiterPostgres({
          storeClient: dataSource,
          storeType: 'typeorm',
          tableName: 'sign_in_attempts',
          tableCreated: true,
          clearExpiredByTimeout: false,
          keyPrefix: i === 0 ? 'account' : 'address',
          points,
          duration: WINDOW_S,
        }),
    );
  }

  /** Errors: `wrong_credentials`, `too_many_attempts`. */
  async withPassword(login: string, password: string, address: string): Promise<OpenedSession> {
    const [perAccount, perAddress] = this.limits as [RateLimiterPostgres, RateLimiterPostgres];
    for (const [limit, key] of [
      [perAccount, login],
      [perAddress, address],
    ] as const) {
      const used = await limit.get(key);
      if (used && used.consumedPoints >= limit.points) {
        throw new AppError('too_many_attempts', { values: { seconds: Math.ceil(used.msBeforeNext / 1000) } });
      }
    }
    const [person] = await this.database.query<{ id: string; password_hash: string | null }>(
      'SELECT id, password_hash FROM people WHERE login = $1 AND active',
      [login],
    );
    if (!(await passwordFits(person?.password_hash ?? null, password)) || !person) {
      await perAccount.penalty(login);
      await perAddress.penalty(address);
      throw new AppError('wrong_credentials');
    }
    await perAccount.delete(login);
    return this.sessions.openForPerson(person.id);
  }

  /** One click in demo mode; `not_found` everywhere else. */
  async asDemo(key: string): Promise<OpenedSession> {
    const [person] = this.config.demo
      ? await this.database.query<{ id: string }>('SELECT id FROM people WHERE demo_key = $1 AND active', [
          key,
        ])
      : [];
    if (!person) throw new AppError('not_found');
    return this.sessions.openForPerson(person.id);
  }
}
