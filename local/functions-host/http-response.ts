import type { ServerResponse } from 'node:http';
import type { HttpCookie, TypedData } from './core-types.ts';

/** Headers that describe this connection, not the answer: the server sets them itself (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Answers with a status and no body, as Azure's host does when no function speaks. */
export function sendStatus(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { ...headers, 'content-length': '0' }).end();
}

/** Answers 500, or cuts an answer that broke off half way: it must not look complete. */
export function sendFailure(response: ServerResponse): void {
  if (response.headersSent) response.destroy();
  else sendStatus(response, 500);
}

/** Writes what the function returned; nothing returned is 204. */
export function sendHttpData(response: ServerResponse, value: TypedData | null | undefined): void {
  const http = value?.http;
  if (http === undefined || http === null) {
    sendStatus(response, 204);
    return;
  }
  for (const [name, header] of Object.entries(http.headers ?? {})) {
    if (!HOP_BY_HOP.has(name)) response.setHeader(name, header);
  }
  for (const cookie of http.cookies ?? []) response.appendHeader('set-cookie', serializeCookie(cookie));
  const body = Buffer.from(http.body?.bytes ?? []);
  const status = Number(http.statusCode ?? 200);
  const mayHaveBody = status !== 204 && status !== 304;
  if (!mayHaveBody) response.removeHeader('content-length');
  else if (response.req.method !== 'HEAD') response.setHeader('content-length', body.length);
  response.writeHead(status).end(mayHaveBody ? body : undefined);
}

const SAME_SITE = { lax: 'Lax', strict: 'Strict', explicitNone: 'None' } as const;

/** A Set-Cookie header (RFC 6265, 4.1); the value is percent-encoded. */
function serializeCookie(cookie: HttpCookie): string {
  const parts = [`${cookie.name}=${encodeURIComponent(cookie.value)}`];
  const { maxAge, domain, path, expires, sameSite } = cookie;
  if (typeof maxAge?.value === 'number') parts.push(`Max-Age=${Math.floor(maxAge.value)}`);
  if (domain?.value) parts.push(`Domain=${domain.value}`);
  if (path?.value) parts.push(`Path=${path.value}`);
  if (expires?.value) parts.push(`Expires=${new Date(Number(expires.value.seconds ?? 0) * 1000).toUTCString()}`);
  if (cookie.httpOnly?.value) parts.push('HttpOnly');
  if (cookie.secure?.value) parts.push('Secure');
  if (sameSite && sameSite !== 'none') parts.push(`SameSite=${SAME_SITE[sameSite]}`);
  return parts.join('; ');
}
