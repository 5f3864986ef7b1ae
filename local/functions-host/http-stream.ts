import { randomUUID } from 'node:crypto';
import { type ClientRequest, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BodyTooLargeError, joinedHeaders } from './http-request.ts';
import { sendFailure, sendStatus } from './http-response.ts';
import type { Invoke } from './invocation.ts';
import type { HttpTrigger, PlannedFunction } from './plan.ts';

type StreamedCall = {
  /** Where the library listens, once the app has called app.setup({ enableHttpStream: true }). */
  httpUri: string;
  url: URL;
  params: Record<string, string>;
  bodyLimit: number;
  traceParent?: string | undefined;
};

/**
 * Calls an HTTP function with its bodies as streams: the request goes on to the library's own listener, marked with the
 * invocation's id, and the answer comes back from there while the invocation itself carries the route's parameters only.
 * @throws BodyTooLargeError, unanswered; Error when the connection broke
 */
export async function invokeStreamed(
  invoke: Invoke,
  fn: PlannedFunction<HttpTrigger>,
  request: IncomingMessage,
  response: ServerResponse,
  call: StreamedCall,
): Promise<void> {
  const invocationId = randomUUID();
  if (Number(request.headers['content-length'] ?? 0) > call.bodyLimit) throw new BodyTooLargeError();
  const onward = openOnward(request, invocationId, call);
  const answered = relayAnswer(onward, response);
  const tooLarge = sendBody(request, onward, call.bodyLimit);
  const { params, traceParent } = call;
  const finished = invoke(fn, {
    invocationId,
    data: { http: {} },
    metadata: {
      Headers: { json: JSON.stringify(joinedHeaders(request)) },
      ...Object.fromEntries(Object.entries(params).map(([name, value]) => [name, { string: value }])),
    },
    traceParent,
  }).catch(() => undefined);
  // Whichever comes first decides; the others may still reject with nobody waiting.
  for (const promise of [answered, tooLarge]) promise.catch(() => {});
  try {
    const outcome = await Promise.race([finished, tooLarge, answered.then(() => finished)]);
    // The invocation's own line says why it failed; the client learns nothing of it.
    if (outcome === undefined) sendFailure(response);
    else if (outcome.isEmpty) sendStatus(response, 204);
    else await answered;
  } finally {
    onward.destroy();
    // The function may have answered without reading the body: what is left must not block the client.
    request.unpipe();
    request.resume();
  }
}

function openOnward(request: IncomingMessage, invocationId: string, { httpUri, url }: StreamedCall): ClientRequest {
  return httpRequest(new URL(`${url.pathname}${url.search}`, httpUri), {
    method: request.method ?? 'GET',
    headers: {
      ...request.headers,
      'x-ms-invocation-id': invocationId,
      'x-forwarded-host': url.host,
      'x-forwarded-proto': 'http',
    },
  });
}

async function relayAnswer(onward: ClientRequest, response: ServerResponse): Promise<void> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    onward.once('response', resolve);
    onward.once('error', reject);
    onward.once('close', () => reject(new Error('the function gave no answer')));
  });
  const { 'x-ms-invocation-id': _, connection: __, 'keep-alive': ___, ...headers } = answer.headers;
  response.writeHead(answer.statusCode ?? 200, headers);
  await pipeline(answer, response);
}

/**
 * Passes the body on. Never resolves: the answer does that; rejects with BodyTooLargeError past `limit` bytes. The
 * request itself stays open whatever happens onward, for its socket must still carry the answer.
 */
function sendBody(request: IncomingMessage, onward: ClientRequest, limit: number): Promise<never> {
  let size = 0;
  const limiter = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length;
      if (size > limit) done(new BodyTooLargeError());
      else done(null, chunk);
    },
  });
  request.once('aborted', () => limiter.destroy());
  const sent = pipeline(request.pipe(limiter), onward);
  return new Promise((_, reject) => {
    sent.catch((error) => {
      if (error instanceof BodyTooLargeError) reject(error);
    });
  });
}
