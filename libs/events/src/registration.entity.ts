import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('registrations')
export class RegistrationEntity {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid', { name: 'event_id' }) eventId: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') kind: 'institute' | 'enterprise' | 'investor';
  @Column('text') state: 'pending' | 'admitted' | 'waitlisted' | 'offered' | 'checked_in' | 'cancelled';
  @Column('int', { name: 'waiting_number', nullable: true }) waitingNumber: number | null;
  @Column('timestamptz', { name: 'offered_until', nullable: true }) offeredUntil: Date | null;
  @Column('text', { name: 'ticket_code', nullable: true }) ticketCode: string | null;
  @Column('timestamptz', { name: 'checked_in_at', nullable: true }) checkedInAt: Date | null;
  @Column('uuid', { name: 'listing_ids', array: true, default: [] }) listingIds: string[];
  /** Rounds present, 1-based; empty means all. */
  @Column('int', { array: true, default: [] }) rounds: number[];
  @Column('text', { name: 'table_needs', array: true, default: [] }) tableNeeds: string[];
}
