import { useMutation, useQuery, useQueryClient, type UseQueryOptions } from '@tanstack/react-query';
import {
  errorSentence,
  type FieldProblem,
  type Problem,
  type RequestOf,
  type ResponseOf,
  type RouteShape,
} from '#contracts';
import i18n, { t as translate } from 'i18next';
import { freshKey } from './fresh-key';

/** An answer that is not a success: carries the server's sentence in the reader's language and the fields at fault. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly fields: FieldProblem[];
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.code = problem.code;
    this.status = problem.status;
    this.fields = problem.fields ?? [];
  }
}

interface LooseRequest {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  file?: File;
  /** Repeats of a request that must have one effect carry the same key. */
  idempotencyKey?: string;
}

/** Path and query of a request to `route`, below the origin. */
export function urlOf(route: RouteShape, request: LooseRequest = {}): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(request.params?.[name])),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') query.append(name, String(one));
    }
  }
  const search = query.toString();
  return `/api${path}${search ? `?${search}` : ''}`;
}

/** Calls a route of the contracts; throws `ApiError` for every answer that is not a success. */
export async function call<R extends RouteShape>(
  route: R,
  request: RequestOf<R> & { file?: File; idempotencyKey?: string },
): Promise<ResponseOf<R>> {
  const answer = await answerOf(route, request);
  return (answer.status === 204 ? undefined : await answer.json()) as ResponseOf<R>;
}

/** Fetches the file of a route and hands it to the reader; throws `ApiError` as `call` does. */
export async function download<R extends RouteShape>(route: R, request: RequestOf<R>): Promise<void> {
  const answer = await answerOf(route, request);
  const named = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '');
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = named ? decodeURIComponent(named[1]!) : '';
  link.click();
  URL.revokeObjectURL(url);
}

async function answerOf(route: RouteShape, loose: LooseRequest): Promise<Response> {
  const headers: Record<string, string> = { 'Accept-Language': i18n.language };
  if (route.idempotent) headers['Idempotency-Key'] = loose.idempotencyKey ?? freshKey();
  let body: BodyInit | undefined;
  if (loose.file) {
    body = new FormData();
    body.append('file', loose.file);
  } else if (loose.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(loose.body);
  }
  const answer = await fetch(urlOf(route, loose), {
    method: route.method,
    headers,
    body,
    credentials: 'same-origin',
  }).catch(() => {
    throw new ApiError({
      type: 'about:blank',
      title: translate('layout:unreachable'),
      status: 0,
      code: 'unreachable',
    });
  });
  if (answer.ok) return answer;
  const problem = (await answer.json().catch(() => null)) as Problem | null;
  const locale = i18n.language === 'en' ? 'en' : 'zh';
  throw new ApiError(
    problem ?? {
      type: 'about:blank',
      title: errorSentence('internal', locale),
      status: answer.status,
      code: 'internal',
    },
  );
}

/** Reads a route and keeps it fresh; the key is the route's path and the request, so `useChange` can refresh it. */
export function useRead<R extends RouteShape>(
  route: R,
  request: RequestOf<R>,
  options: Omit<UseQueryOptions<ResponseOf<R>, ApiError>, 'queryKey' | 'queryFn'> = {},
) {
  return useQuery<ResponseOf<R>, ApiError>({
    queryKey: [route.path, request, i18n.language],
    queryFn: () => call(route, request),
    ...options,
  });
}

/** Changes something through a route, then refreshes everything that is on the screen. */
export function useChange<R extends RouteShape>(route: R) {
  const client = useQueryClient();
  return useMutation<ResponseOf<R>, ApiError, RequestOf<R> & { file?: File; idempotencyKey?: string }>({
    mutationFn: (request) => call(route, request),
    onSuccess: () => client.invalidateQueries(),
  });
}
