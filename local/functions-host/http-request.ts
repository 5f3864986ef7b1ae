import type { IncomingMessage } from 'node:http';
import type { TypedData } from './core-types.ts';

/** Azure's limit on a request's body, in bytes, which the setting of that name changes. */
export const BODY_LIMIT_SETTING = 'FUNCTIONS_REQUEST_BODY_SIZE_LIMIT';
export const DEFAULT_BODY_LIMIT = 100 * 1024 * 1024;

export class BodyTooLargeError extends Error {
  override name = 'BodyTooLargeError';
}

/**
 * Reads a request's body whole.
 * @throws BodyTooLargeError as soon as it is known to pass `limit` bytes
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw new BodyTooLargeError();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    // Not `for await`: leaving it destroys the request, and the socket that must still carry the answer.
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        request.off('data', onData);
        reject(new BodyTooLargeError());
      } else {
        chunks.push(chunk);
      }
    };
    request.on('data', onData);
    request.once('end', () => resolve(Buffer.concat(chunks, size)));
    request.once('error', reject);
    request.once('close', () => reject(new Error('the client closed the connection')));
  });
}

/** The request in the form the Functions library reads, with the URL as the client wrote it. */
export function toHttpData(
  request: IncomingMessage,
  url: URL,
  params: Record<string, string>,
  body: Uint8Array | undefined,
): TypedData {
  const query: Record<string, string> = {};
  // A key given several times reaches the function as one value joined by commas, as from Azure's host.
  for (const key of new Set(url.searchParams.keys())) query[key] = url.searchParams.getAll(key).join(',');
  return {
    http: {
      method: request.method ?? 'GET',
      url: url.href,
      nullableHeaders: nullable(joinedHeaders(request)),
      nullableQuery: nullable(query),
      nullableParams: nullable(params),
      body: body === undefined ? null : { bytes: body },
    },
  };
}

export function joinedHeaders(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

function nullable(values: Record<string, string>): Record<string, { value: string }> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]));
}
