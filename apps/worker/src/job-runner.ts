import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Job, Queue, Worker } from 'bullmq';
import { domainEvents, type DomainEventName } from '#contracts';
import {
  CONFIG,
  type Config,
  NotificationListener,
  openQueue,
  openWorker,
  type OutboxEvent,
  OutboxRelay,
} from '#platform';
import { JobHandlers } from './handlers.js';

/** Looks for outbox rows this often even when no notification is heard. */
const POLL_MS = 2_000;
const HOUR_MS = 3_600_000;
const TIMER_PREFIX = 'timer:';
/** Failed jobs stay visible for replay; done ones are forgotten soon. */
const JOB_OPTIONS = { attempts: 8, backoff: { type: 'exponential', delay: 500 }, removeOnComplete: 1_000 };

/** Events that wait for others like them, ms. */
const DELAYS: Partial<Record<DomainEventName, number>> = { 'match.rated': 3_000 };

/** Carries the outbox into BullMQ and runs the jobs. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(JobRunner.name);
  private queue: Queue;
  private worker: Worker;
  private poll: NodeJS.Timeout | undefined;
  private relaying: Promise<void> | null = null;
  private again = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly outbox: OutboxRelay,
    private readonly listener: NotificationListener,
    private readonly handlers: JobHandlers,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.queue = openQueue(this.config);
    this.queue.on('error', (error) => this.logger.error(error.message));
    await this.queue.waitUntilReady();
    for (const timer of this.handlers.timers) {
      await this.queue.upsertJobScheduler(
        timer,
        { every: HOUR_MS },
        { name: TIMER_PREFIX + timer, opts: JOB_OPTIONS },
      );
    }
    this.worker = openWorker(
      this.config,
      (job) => this.run(job),
      (error, job) =>
        this.logger.error(`${job?.name ?? 'worker'} ${job?.id ?? ''}: ${error.stack ?? error.message}`),
    );
    await this.listener.listen('outbox', () => this.relay());
    this.poll = setInterval(() => this.relay(), POLL_MS);
    this.relay();
  }

  /** Starts a pass over the outbox, or asks the one under way for another. */
  private relay(): void {
    if (this.relaying) {
      this.again = true;
      return;
    }
    this.relaying = this.drain()
      .catch((error: Error) => this.logger.error(`Outbox: ${error.message}`))
      .finally(() => {
        this.relaying = null;
        if (this.again) {
          this.again = false;
          this.relay();
        }
      });
  }

  private async drain(): Promise<void> {
    while ((await this.outbox.relay((events) => this.deliver(events))) > 0);
  }

  private async deliver(events: OutboxEvent[]): Promise<void> {
    const heard = events.filter((event) => event.name in domainEvents && this.handlers.hears(event.name));
    await this.queue.addBulk(
      heard.map((event) => ({
        name: event.name,
        data: { eventId: event.id, payload: event.payload },
        // The same event relayed twice is one job; `once` keeps its effect single even so.
        opts: { ...JOB_OPTIONS, jobId: `outbox-${event.id}`, delay: DELAYS[event.name] },
      })),
    );
  }

  private async run(job: Job<{ eventId: string; payload: unknown }>): Promise<void> {
    if (job.name.startsWith(TIMER_PREFIX)) return this.handlers.tick(job.name.slice(TIMER_PREFIX.length));
    if (!(job.name in domainEvents)) throw new Error(`No handler for the job ${job.name}.`);
    const name = job.name as DomainEventName;
    await this.outbox.once(name, job.data.eventId, (tx) => this.handlers.handle(name, job.data.payload, tx));
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.poll);
    await this.worker?.close();
    await this.relaying;
    await this.queue?.close();
  }
}
