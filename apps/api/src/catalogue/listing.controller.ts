import { Controller, Header, Res, StreamableFile, UploadedFile } from '@nestjs/common';
import type { Response } from 'express';
import {
  archiveListing,
  createListing,
  importListings,
  type InputOf,
  listListings,
  listReviewQueue,
  listVersions,
  readImportTemplate,
  readListing,
  reviewListing,
  saveListing,
  submitListing,
  suggestListings,
} from '#contracts';
import {
  CatalogueSearch,
  ChangeListing,
  CreateListing,
  ImportListings,
  importTemplate,
  ListingsReader,
  ReviewListing,
} from '#catalogue';
import { auditActor, type Caller, organisationOf } from '#identity';
import { AppError, invalidField } from '#platform';
import { Calling, Endpoint, Input } from '../http/endpoint.js';

@Controller()
export class ListingController {
  constructor(
    private readonly catalogue: CatalogueSearch,
    private readonly reader: ListingsReader,
    private readonly create: CreateListing,
    private readonly change: ChangeListing,
    private readonly review: ReviewListing,
    private readonly importer: ImportListings,
  ) {}

  @Endpoint(listListings)
  list(@Calling() caller: Caller, @Input() { query }: InputOf<typeof listListings>) {
    return this.catalogue.search(caller, query);
  }

  @Endpoint(suggestListings)
  async suggest(@Calling() caller: Caller, @Input() { query }: InputOf<typeof suggestListings>) {
    return { suggestions: await this.catalogue.suggest(caller, query) };
  }

  @Endpoint(readImportTemplate)
  @Header('Cache-Control', 'no-store')
  async template(
    @Input() { query }: InputOf<typeof readImportTemplate>,
    @Res({ passthrough: true }) response: Response,
  ) {
    const name = `${query.kind}-template.${query.format}`;
    response.attachment(name);
    return new StreamableFile(await importTemplate(query.kind, query.format));
  }

  @Endpoint(readListing)
  detail(@Calling() caller: Caller, @Input() { params }: InputOf<typeof readListing>) {
    return this.reader.detail(caller, params.id);
  }

  @Endpoint(createListing)
  async start(@Calling() caller: Caller, @Input() { body }: InputOf<typeof createListing>) {
    return this.reader.detail(caller, await this.create.run(caller, body));
  }

  @Endpoint(importListings)
  async import(
    @Calling() caller: Caller,
    @Input() { query }: InputOf<typeof importListings>,
    @UploadedFile() file: { originalname: string; buffer: Buffer } | undefined,
  ) {
    if (!file) throw invalidField('file', 'required');
    const organisation = organisationOf(caller);
    if (organisation.kind !== (query.kind === 'technology' ? 'institute' : 'enterprise')) {
      throw new AppError('not_allowed');
    }
    return this.importer.run({
      kind: query.kind,
      // Multer reads the name as Latin-1; only its ending matters.
      name: file.originalname,
      bytes: file.buffer,
      organisationId: organisation.id,
      actor: auditActor(caller),
      dryRun: query.dryRun === 'true',
      locale: caller.locale,
      published: false,
    });
  }

  @Endpoint(saveListing)
  async save(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof saveListing>) {
    await this.change.save(caller, params.id, body);
    return this.reader.detail(caller, params.id);
  }

  @Endpoint(submitListing)
  async submit(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof submitListing>) {
    await this.change.submit(caller, params.id, body.version);
    return this.reader.detail(caller, params.id);
  }

  @Endpoint(archiveListing)
  async archive(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof archiveListing>) {
    await this.change.archive(caller, params.id, body.version);
    return this.reader.detail(caller, params.id);
  }

  @Endpoint(reviewListing)
  async decide(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof reviewListing>) {
    await this.review.run(caller, params.id, body);
    return this.reader.detail(caller, params.id);
  }

  @Endpoint(listReviewQueue)
  queue(@Calling() caller: Caller, @Input() { query }: InputOf<typeof listReviewQueue>) {
    return this.reader.reviewQueue(caller.rows, query.page, query.pageSize);
  }

  @Endpoint(listVersions)
  async versions(@Calling() caller: Caller, @Input() { params }: InputOf<typeof listVersions>) {
    return { versions: await this.reader.versions(caller.rows, params.id) };
  }
}
