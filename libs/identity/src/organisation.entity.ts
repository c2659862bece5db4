import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('organisations')
export class OrganisationEntity {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') name: string;
  @Column('text') kind: 'institute' | 'enterprise' | 'investor' | 'bureau' | 'district';
  @Column('text', { nullable: true }) uscc: string | null;
  @Column('text', { nullable: true }) district: string | null;
  @Column('text', { nullable: true }) intro: string | null;
  @Column('text', { default: 'pending' }) state: 'pending' | 'approved' | 'rejected';
  @Column('text', { nullable: true }) reason: string | null;
  @Column('int', { default: 1 }) version: number;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
}
