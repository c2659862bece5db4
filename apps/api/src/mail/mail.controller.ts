import { Controller } from '@nestjs/common';
import { type InputOf, listMails } from '#contracts';
import { Mails } from '#platform';
import { Endpoint, Input } from '../http/endpoint.js';

@Controller()
export class MailController {
  constructor(private readonly mails: Mails) {}

  @Endpoint(listMails)
  async list(@Input() { query: { page, pageSize } }: InputOf<typeof listMails>) {
    return { ...(await this.mails.list(page, pageSize)), page, pageSize };
  }
}
