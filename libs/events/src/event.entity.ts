import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { EventContent } from '#contracts';
import type { EventState } from './event.js';

@Entity('events')
export class EventEntity {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text', { default: 'draft' }) state: EventState;
  @Column('jsonb') content: EventContent;
  @Column('timestamptz', { name: 'starts_at' }) startsAt: Date;
  @Column('int') capacity: number;
  /** Seats taken; the CHECK events_admitted_within_capacity decides the last one. */
  @Column('int', { default: 0 }) admitted: number;
  @Column('int', { default: 1 }) version: number;
}
