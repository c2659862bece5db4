import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('people')
export class PersonEntity {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') name: string;
  @Column('text', { nullable: true }) title: string | null;
  @Column('text') login: string;
  @Column('text', { name: 'password_hash', nullable: true }) passwordHash: string | null;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
  @Column('text', { name: 'organisation_role', nullable: true }) organisationRole: 'member' | 'admin' | null;
  @Column('text', { name: 'platform_role', nullable: true })
  platformRole: 'bureau_officer' | 'district_officer' | 'system_admin' | null;
  @Column('text', { nullable: true }) district: string | null;
  @Column('boolean', { default: true }) active: boolean;
  /** Set for the one-click accounts of demo mode only. */
  @Column('text', { name: 'demo_key', nullable: true }) demoKey: string | null;
}
