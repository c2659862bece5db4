import { Global, Module } from '@nestjs/common';
import { ChangeMember } from './change-member.service.js';
import { DecideOrganisation } from './decide-organisation.service.js';
import { IdentityReader } from './identity.reader.js';
import { OneTimeLinks } from './one-time-links.service.js';
import { Sessions } from './sessions.service.js';
import { SignIn } from './sign-in.service.js';
import { SignUp } from './sign-up.service.js';

const services = [ChangeMember, DecideOrganisation, IdentityReader, OneTimeLinks, Sessions, SignIn, SignUp];

/** Global because every route asks who is calling. */
@Global()
@Module({ providers: services, exports: services })
export class IdentityModule {}
