import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { authenticate, sha256 } from '../../shared/app/api-keys.ts';
import { type Route, type RouteName, routes } from '../../shared/contracts/routes.ts';
import type { ApiProblem } from '../../shared/contracts/views.ts';
import { said } from '../../shared/domain/messages.ts';
import { Refusal, type RefusalKind } from '../../shared/domain/refusal.ts';
import { runtime } from '../runtime.ts';
import { inTrace } from '../trace.ts';
import { inFrench } from './field-messages.ts';
import { type Answer, type Call, handlers } from './handlers.ts';
import { RateLimit } from './rate-limit.ts';
import { problemView } from './views.ts';

const STATUS: Record<RefusalKind, number> = {
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  precondition: 412,
  'too-large': 413,
  invalid: 422,
  'too-many': 429,
};

let limits: RateLimit | undefined;

const MAX_BODY_BYTES = 5 * 1024 ** 2;
/** A little more than the largest configuration file, which its use case refuses by name. */
const MAX_UPLOAD_BYTES = 21 * 1024 ** 2;

for (const [name, route] of Object.entries(routes) as [RouteName, Route][]) {
  app.http(name, {
    methods: [route.method],
    route: route.path,
    // The key is checked below, against the tables, for every route alike.
    authLevel: 'anonymous',
    handler: (request, context) => inTrace(context, () => answer(name, route, request, context.invocationId)),
  });
}

async function answer(
  name: RouteName,
  route: Route,
  request: HttpRequest,
  reference: string,
): Promise<HttpResponseInit> {
  const { deps, config } = runtime();
  try {
    const key = bearer(request);
    const by = await authenticate(deps, key, config.operatorKeySha256);
    limits ??= new RateLimit(config.apiPerMinute);
    const wait = limits.take(sha256(key!), deps.clock.now());
    if (wait > 0) throw new Refusal('too-many', 'TOO_MANY_REQUESTS', { seconds: String(wait) });
    // What can't be part of a row's key names nothing.
    if (Object.values(request.params).some((p) => /[/\\#?\p{Cc}]/u.test(p)))
      throw new Refusal('not-found', 'NOT_FOUND');
    const call = {
      deps,
      by,
      compte: request.params['compte'] ?? '',
      params: request.params,
      query: route.query ? check(route.query, Object.fromEntries(request.query)) : undefined,
      body: route.body ? check(route.body, await readJson(request)) : undefined,
      header: (h: string) => request.headers.get(h),
      upload: async () => {
        assertSize(request, MAX_UPLOAD_BYTES);
        return new Uint8Array(await request.arrayBuffer());
      },
    };
    const handler = handlers[name] as (call: Call<RouteName>) => Promise<Answer>;
    return toResponse(await handler(call as Call<RouteName>));
  } catch (e) {
    if (e instanceof Refusal) return toProblem(e);
    deps.log.error('request-failed', { route: name, reference, error: e as Error });
    const m = said('INTERNAL', { reference });
    return problem({ type: 'about:blank', title: m.en, status: 500, ...m });
  }
}

function bearer(request: HttpRequest): string | null {
  return /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;
}

function assertSize(request: HttpRequest, max: number): void {
  if (Number(request.headers.get('content-length') ?? 0) > max) throw new Refusal('too-large', 'REQUEST_INVALID');
}

async function readJson(request: HttpRequest): Promise<unknown> {
  assertSize(request, MAX_BODY_BYTES);
  const text = await request.text();
  if (text.length > MAX_BODY_BYTES) throw new Refusal('too-large', 'REQUEST_INVALID');
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('invalid', 'REQUEST_INVALID');
  }
}

function check(schema: NonNullable<Route['body']>, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal(
    'invalid',
    'REQUEST_INVALID',
    {},
    parsed.error.issues.slice(0, 50).map((i) => {
      const field = i.path.join('.') || 'body';
      return { code: 'FIELD_INVALID', params: { field, detail: i.message, detailFr: inFrench(i) }, where: field };
    }),
  );
}

function toResponse(a: Answer): HttpResponseInit {
  const headers = { 'cache-control': 'no-store', ...a.headers };
  if (a.stream) return { status: 200, body: a.stream as AsyncIterable<Uint8Array>, headers };
  if (a.json === undefined) return { status: a.status ?? 204, headers };
  return { status: a.status ?? 200, jsonBody: a.json, headers };
}

function toProblem(e: Refusal): HttpResponseInit {
  const m = said(e.code, e.params);
  const retry: Record<string, string> = e.kind === 'too-many' ? { 'retry-after': e.params['seconds']! } : {};
  return problem(
    {
      type: 'about:blank',
      title: m.en,
      status: STATUS[e.kind],
      ...m,
      ...(e.problems.length ? { problems: e.problems.map(problemView) } : {}),
    },
    retry,
  );
}

function problem(p: ApiProblem, headers: Record<string, string> = {}): HttpResponseInit {
  return {
    status: p.status,
    body: JSON.stringify(p),
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      ...(p.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...headers,
    },
  };
}
