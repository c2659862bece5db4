import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
  UseInterceptors,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import {
  ApiBody,
  ApiConsumes,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
} from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import { problem, type RouteShape } from '#contracts';
import type { Caller } from '#identity';
import { AppError, type FieldFault } from '#platform';
import { faultsOf } from './field-faults.js';

export const ROUTE = 'chanyanhui:route';
export interface ApiRequest extends Request {
  caller: Caller;
}

/** The largest file of an upload. */
const UPLOAD_BYTES = 20 * 1024 * 1024;

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest as Record<string, unknown>;
};
const fieldsOf = (schema: z.ZodObject | undefined) =>
  Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
    name,
    required: !(field as z.ZodType).safeParse(undefined).success,
    schema: jsonSchema(field as z.ZodType, 'input'),
  }));

/** Serves a route of the contracts: method, path, policy, status and the OpenAPI entry come from there. */
export function Endpoint(route: RouteShape): MethodDecorator {
  const status = route.status ?? 200;
  return applyDecorators(
    SetMetadata(ROUTE, route),
    RequestMapping({ method: RequestMethod[route.method], path: route.path }),
    HttpCode(status),
    ApiOperation({ summary: route.summary, description: `Policy: \`${route.policy}\`` }),
    ...fieldsOf(route.params).map((field) => ApiParam({ ...field, required: true })),
    ...fieldsOf(route.query).map((field) => ApiQuery(field)),
    ...(route.body ? [ApiBody({ schema: jsonSchema(route.body, 'input') })] : []),
    ...(route.upload
      ? [
          UseInterceptors(FileInterceptor('file', { limits: { fileSize: UPLOAD_BYTES, files: 1 } })),
          ApiConsumes('multipart/form-data'),
          ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } }),
        ]
      : []),
    ...(route.idempotent
      ? [ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string', maxLength: 200 } })]
      : []),
    route.response
      ? ApiResponse({
          status,
          description: 'Done',
          content: { 'application/json': { schema: jsonSchema(route.response, 'output') } },
        })
      : ApiResponse({ status, description: 'A file', content: { '*/*': {} } }),
    ApiResponse({
      status: '4XX',
      description: 'A problem that the caller can mend',
      content: { 'application/problem+json': { schema: jsonSchema(problem, 'output') } },
    }),
  );
}

export const routeOf = (context: ExecutionContext): RouteShape | undefined =>
  Reflect.getMetadata(ROUTE, context.getHandler()) as RouteShape | undefined;

/** Everything the route takes, validated: `{ params, query, body }`. Refuses with `invalid_input` and all fields at fault. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const route = routeOf(context)!;
  const request = context.switchToHttp().getRequest<ApiRequest>();
  const faults: FieldFault[] = [];
  const parse = (schema: z.ZodType | undefined, value: unknown) => {
    if (!schema) return undefined;
    const parsed = schema.safeParse(value);
    if (!parsed.success) faults.push(...faultsOf(parsed.error, value));
    return parsed.data;
  };
  const input = {
    params: parse(route.params, request.params),
    query: parse(route.query, request.query),
    body: parse(route.body, request.body ?? {}),
  };
  if (faults.length > 0) throw new AppError('invalid_input', { fields: faults });
  return input;
});

/** Who calls, with the policy's decision for this route. */
export const Calling = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<ApiRequest>().caller,
);
