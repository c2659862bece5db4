import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ListingContent } from '#contracts';
import type { ListingKind, ListingState } from './listing.js';

@Entity('listings')
export class ListingEntity {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') kind: ListingKind;
  @Column('text') code: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text', { default: 'draft' }) state: ListingState;
  @Column('text', { default: 'public' }) disclosure: 'public' | 'registered' | 'confidential';
  /** The working copy. */
  @Column('jsonb') content: ListingContent;
  /** What the catalogue shows; null before the first publication. */
  @Column('jsonb', { nullable: true }) published: ListingContent | null;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt: Date | null;
  @Column('int', { name: 'published_version', default: 0 }) publishedVersion: number;
  @Column('date', { name: 'valid_until', nullable: true }) validUntil: string | null;
  @Column('text', { name: 'return_reason', nullable: true }) returnReason: string | null;
  @Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt: Date | null;
  @Column('int', { default: 1 }) version: number;
  @Column('uuid', { name: 'created_by', nullable: true }) createdBy: string | null;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt: Date;
}
