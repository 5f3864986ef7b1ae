/**
 * What stands before Azurite's own listener on its http server: counts, refuses on demand, and acts at the moment
 * when a request has been carried out and its answer is about to leave.
 */

import type { IncomingMessage, Server, ServerResponse } from 'node:http';

export interface FrontOptions {
  /** A status to answer instead of serving, or undefined to serve. Called once for each request. */
  fail?: (request: { method: string; url: string }) => number | undefined;
  /** Called for each request that is served, before it is. */
  beforeServing?: (request: IncomingMessage) => void;
  /** The body of such an answer, in the form of the service. */
  failureBody: (status: number) => { contentType: string; code: string; body: string };
  /**
   * Called once for each request, after it was carried out and before the first byte of its answer. When it throws,
   * the connection is cut instead: the client knows nothing then, and tries again.
   */
  beforeAnswer: (request: IncomingMessage, response: ServerResponse) => void;
  /** Told of what {@link beforeAnswer} threw. */
  onError: (error: unknown) => void;
}

export interface Front {
  /** Requests that arrived, refused ones included. A batch or an entity-group transaction is one. */
  requests(): number;
  /** Takes no more requests and resolves when those under way are answered, or after `patienceMs`. */
  drain(patienceMs: number): Promise<void>;
}

/** Puts the front before the listeners that `server` has. */
export function placeFront(server: Server, options: FrontOptions): Front {
  const listeners = server.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[];
  server.removeAllListeners('request');

  let count = 0;
  let underWay = 0;
  let closing = false;
  let idle: (() => void) | undefined;

  server.on('request', (request, response) => {
    count += 1;
    underWay += 1;
    response.once('close', () => {
      underWay -= 1;
      if (underWay === 0) idle?.();
    });
    const failure = closing ? 503 : options.fail?.({ method: request.method ?? '', url: request.url ?? '' });
    if (failure !== undefined) return refuse(request, response, failure, options);
    hookAnswer(request, response, options);
    options.beforeServing?.(request);
    for (const listener of listeners) listener.call(server, request, response);
  });

  return {
    requests: () => count,
    async drain(patienceMs) {
      closing = true;
      server.close();
      if (underWay > 0) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((resolve) => {
          idle = resolve;
          timer = setTimeout(resolve, patienceMs);
        });
        clearTimeout(timer);
      }
      server.closeAllConnections();
    },
  };
}

/** Node calls `writeHead` itself when nobody else did, so this is the one point that every answer passes first. */
function hookAnswer(request: IncomingMessage, response: ServerResponse, options: FrontOptions): void {
  const writeHead = response.writeHead;
  response.writeHead = ((...args: Parameters<typeof writeHead>) => {
    response.writeHead = writeHead;
    if (typeof args[0] === 'number') response.statusCode = args[0];
    try {
      options.beforeAnswer(request, response);
    } catch (error) {
      options.onError(error);
      request.socket.destroy();
      return response;
    }
    return writeHead.apply(response, args);
  }) as typeof writeHead;
}

/** The body of the request is read to its end first: a client that is still sending would see a broken connection. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number, options: FrontOptions): void {
  request.resume();
  request.once('end', () => {
    const { contentType, code, body } = options.failureBody(status);
    response.writeHead(status, { 'content-type': contentType, 'x-ms-error-code': code });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
}
