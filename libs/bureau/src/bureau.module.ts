import { Module } from '@nestjs/common';
import { AuditReader } from './audit.reader.js';
import { TallyReader } from './tally.reader.js';

const services = [AuditReader, TallyReader];

@Module({ providers: services, exports: services })
export class BureauModule {}
