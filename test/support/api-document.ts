import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Media {
  schema?: object;
}
interface Operation {
  parameters?: { in: string; name: string }[];
  requestBody?: object;
  responses: Record<string, { content?: Record<string, Media> }>;
}
export interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

/** The api's own description of itself, to which every answer of an `ApiAgent` is held. */
export class ApiDocument {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly validators = new Map<string, ValidateFunction>();

  constructor(readonly openapi: OpenApi) {
    addFormats.default(this.ajv);
  }

  static async read(url: string): Promise<ApiDocument> {
    const response = await fetch(`${url}/api/docs.json`);
    return new ApiDocument((await response.json()) as OpenApi);
  }

  /** Throws when the answer is not one that the document describes. `path` is a template such as `/listings/:id`. */
  check(method: string, path: string, answer: { status: number; type: string; body: unknown }): void {
    const template = `/api${path.replaceAll(/:(\w+)/g, '{$1}')}`;
    const name = `${method} ${template} → ${answer.status}`;
    const responses = this.openapi.paths[template]?.[method.toLowerCase()]?.responses;
    const key = [`${answer.status}`, `${Math.floor(answer.status / 100)}XX`].find((one) => responses?.[one]);
    if (!responses || !key) throw new Error(`${name} is not in the document: ${JSON.stringify(answer.body)}`);
    const { content = {} } = responses[key]!;
    const media = content[answer.type] ?? content['*/*'];
    if (!media) throw new Error(`${name} is documented, but not as ${answer.type}`);
    if (!media.schema) return;
    const id = `${method} ${template} ${key}`;
    const validate = this.validators.get(id) ?? this.ajv.compile(media.schema);
    this.validators.set(id, validate);
    if (!validate(answer.body)) {
      throw new Error(`${name} is not what the document says: ${this.ajv.errorsText(validate.errors)}`);
    }
  }
}
