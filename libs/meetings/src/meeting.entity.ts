import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { MeetingMarks } from './board.js';

/** A meeting of one timetable; meetings_table_once_per_round and meeting_seats_party_once_per_round forbid double bookings. */
@Entity('meetings')
export class MeetingEntity implements MeetingMarks {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid', { name: 'timetable_id' }) timetableId: string;
  @Column('uuid', { name: 'event_id' }) eventId: string;
  @Column('uuid', { name: 'a_id' }) aId: string;
  @Column('uuid', { name: 'b_id' }) bId: string;
  @Column('uuid', { name: 'technology_id', nullable: true }) technologyId: string | null;
  @Column('uuid', { name: 'need_id', nullable: true }) needId: string | null;
  /** Which person of each side sits there, from 1. */
  @Column('int', { name: 'representative_a', default: 1 }) representativeA: number;
  @Column('int', { name: 'representative_b', default: 1 }) representativeB: number;
  @Column('uuid', { name: 'third_id', nullable: true }) thirdId: string | null;
  @Column('int', { name: 'representative_third', default: 1 }) representativeThird: number;
  /** 1-based. */
  @Column('int') round: number;
  /** 1-based. */
  @Column('int', { name: 'table_no' }) tableNo: number;
  @Column('text') origin: 'wish' | 'mutual' | 'proposed' | 'walk_in';
  @Column('int') score: number;
  @Column('boolean', { default: false }) pinned: boolean;
  @Column('text', { default: 'planned' }) state: MeetingMarks['state'];
  @Column('timestamptz', { name: 'seated_a', nullable: true }) seatedA: Date | null;
  @Column('timestamptz', { name: 'seated_b', nullable: true }) seatedB: Date | null;
  @Column('text', { name: 'missed_side', nullable: true }) missedSide: MeetingMarks['missedSide'];
}
