import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { BodyTooLargeError, readBody, toHttpData } from './http-request.ts';
import { sendFailure, sendHttpData, sendStatus } from './http-response.ts';
import { compareRoutes, matchRoute, splitPath } from './http-routes.ts';
import { invokeStreamed } from './http-stream.ts';
import type { InFlight } from './in-flight.ts';
import type { Invoke } from './invocation.ts';
import { errorFields, type HostLog } from './log.ts';
import type { HttpTrigger, PlannedFunction } from './plan.ts';

type HttpFunction = PlannedFunction<HttpTrigger>;

export type HttpListenerOptions = {
  functions: HttpFunction[];
  invoke: Invoke;
  inFlight: InFlight;
  /** Bytes a request's body may have; more is 413. */
  bodyLimit: number;
  /** Set when the app streams its bodies. */
  httpUri: string | undefined;
  /** What /admin/host/status answers. */
  status(): unknown;
  log: HostLog;
};

type Resolved = { fn: HttpFunction; params: Record<string, string> } | { status: 404 | 405; allow?: string };

/** An HTTP server over the app's HTTP functions; the caller listens and closes. */
export function createHttpListener(options: HttpListenerOptions): Server {
  const functions = options.functions.toSorted((a, b) => compareRoutes(a.trigger.route, b.trigger.route));
  const server = createServer((request, response) => {
    // A client may still hold a connection to a host that is stopping.
    if (!server.listening) return sendStatus(response, 503, { connection: 'close' });
    const answered = options.inFlight.track(answer(request, response, functions, options));
    answered.catch((error) => {
      if (error instanceof BodyTooLargeError) {
        refuseBody(request, response);
      } else if (!response.destroyed) {
        options.log.warn(errorFields(error), 'an HTTP answer could not be sent');
        sendFailure(response);
      }
    });
  });
  return server;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  functions: HttpFunction[],
  options: HttpListenerOptions,
): Promise<void> {
  const url = requestUrl(request);
  if (url === undefined) {
    sendStatus(response, 400);
    return;
  }
  if (url.pathname === '/admin/host/status' && request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(options.status()));
    return;
  }
  const resolved = resolve(functions, request.method ?? 'GET', url.pathname);
  if ('status' in resolved) {
    sendStatus(response, resolved.status, resolved.allow === undefined ? {} : { allow: resolved.allow });
    return;
  }
  const { fn, params } = resolved;
  const traceParent = readTraceParent(request);
  if (options.httpUri !== undefined) {
    const { httpUri, bodyLimit } = options;
    await invokeStreamed(options.invoke, fn, request, response, { httpUri, url, params, bodyLimit, traceParent });
    return;
  }
  const body = await readBody(request, options.bodyLimit);
  const data = toHttpData(request, url, params, body.length > 0 ? body : undefined);
  const outcome = await options.invoke(fn, { data, traceParent }).catch(() => undefined);
  // The invocation's own line says why it failed; the client learns nothing of it.
  if (outcome === undefined) sendFailure(response);
  else sendHttpData(response, outcome.response.returnValue);
}

/** The first matching route decides, among those that take the method. Azure answers 404 where this host answers 405. */
function resolve(functions: HttpFunction[], method: string, pathname: string): Resolved {
  let path: string[];
  try {
    path = splitPath(pathname);
  } catch {
    return { status: 404 };
  }
  const allowed = new Set<string>();
  for (const fn of functions) {
    const params = matchRoute(fn.trigger.route, path);
    if (params === undefined) continue;
    if (fn.trigger.methods.includes(method)) return { fn, params };
    for (const other of fn.trigger.methods) allowed.add(other);
  }
  return allowed.size > 0 ? { status: 405, allow: [...allowed].join(', ') } : { status: 404 };
}

/** @returns undefined for a target that is not a path, or a Host header that is not one */
function requestUrl(request: IncomingMessage): URL | undefined {
  const target = request.url ?? '/';
  if (!target.startsWith('/')) return undefined;
  const host = request.headers.host ?? 'localhost';
  // A user name in the Host header would make a URL that no request may carry.
  return /[/?#@\\]/.test(host) ? undefined : (URL.parse(`http://${host}${target}`) ?? undefined);
}

function readTraceParent(request: IncomingMessage): string | undefined {
  const value = request.headers['traceparent'];
  return typeof value === 'string' && /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(value)
    ? value
    : undefined;
}

/** How long a client may go on sending a body that was refused, in ms. */
const REFUSED_BODY_MS = 2000;

/** Answers 413 and takes the rest of the body for a while: a connection cut at once would hide the answer. */
function refuseBody(request: IncomingMessage, response: ServerResponse): void {
  sendStatus(response, 413);
  request.resume();
  setTimeout(() => request.complete || request.socket.destroy(), REFUSED_BODY_MS).unref();
}
