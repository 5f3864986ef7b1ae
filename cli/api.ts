import { networkInterfaces } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { type Route, type RouteName, routes } from '../shared/contracts/routes.ts';
import type { ApiProblem, Said } from '../shared/contracts/views.ts';
import { ApiRefusal, CliError, usage } from './errors.ts';

export interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  /** Instead of `body`: the bytes of a file, as they are. */
  readonly upload?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A cold start of the functions and a rebuild of what they hold fit in it. */
const TIMEOUT_SECONDS = 100;
/** How long an API that has had too many requests is waited for, and how often. Nothing was done, so it is safe. */
const MAX_PAUSE_SECONDS = 30;
const MAX_PAUSES = 5;

/** The HTTP API, for one key. The key goes into a header of its own requests and nowhere else. */
export class Api {
  /** Without the ending `/api`, for messages. */
  readonly address: string;
  readonly #key: string;

  /** Throws `CliError` (exit code 2) where the address or the key cannot be used. Neither is in the message. */
  constructor(address: string, key: string) {
    this.address = apiAddress(address);
    if (!/^[\x21-\x7e]+$/.test(key)) throw usage('KEY_MALFORMED');
    this.#key = key;
  }

  /** The answer's JSON, or undefined where there is none (204). Rejects with `ApiRefusal` or `CliError`. */
  async json<T>(name: RouteName, call: Call = {}): Promise<T> {
    const response = await this.#send(name, call, TIMEOUT_SECONDS);
    if (response.status === 204) return undefined as T;
    const text = await this.#read(response);
    try {
      return JSON.parse(text) as T;
    } catch {
      throw new CliError('API_UNEXPECTED', { api: this.address, status: String(response.status) });
    }
  }

  /** The answer's bytes as they come. */
  async stream(name: RouteName, call: Call = {}): Promise<ReadableStream<Uint8Array>> {
    const { body } = await this.#send(name, call);
    return body ?? new ReadableStream({ start: (c) => c.close() });
  }

  async #send(name: RouteName, call: Call, seconds?: number): Promise<Response> {
    const route: Route = routes[name];
    const url = new URL(`${this.address}/api/${fillPath(route.path, call.params ?? {})}`);
    for (const [k, v] of Object.entries(call.query ?? {})) if (v !== undefined) url.searchParams.set(k, String(v));
    const upload = call.upload !== undefined;
    const sent = upload ? Buffer.from(call.upload) : call.body === undefined ? undefined : JSON.stringify(call.body);
    const ask = () =>
      fetch(url, {
        method: route.method,
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${this.#key}`,
          ...(sent === undefined ? {} : { 'content-type': upload ? 'application/octet-stream' : 'application/json' }),
          ...call.headers,
        },
        ...(sent === undefined ? {} : { body: sent }),
        // An API never redirects: somebody else may be answering.
        redirect: 'manual',
        ...(seconds ? { signal: AbortSignal.timeout(seconds * 1000) } : {}),
      });
    let response: Response;
    try {
      response = await patiently(ask);
    } catch (e) {
      throw this.#unreachable(e);
    }
    if (response.ok) return response;
    throw await this.#refusal(response);
  }

  async #read(response: Response): Promise<string> {
    try {
      return await response.text();
    } catch (e) {
      throw this.#unreachable(e);
    }
  }

  #unreachable(e: unknown): CliError {
    if (e instanceof Error && e.name === 'TimeoutError')
      return new CliError('API_TIMEOUT', { api: this.address, seconds: String(TIMEOUT_SECONDS) });
    const code = networkCode(e);
    if (code === 'ECONNREFUSED' && isThisMachine(new URL(this.address).hostname))
      return new CliError('API_REFUSED_LOCAL', { api: this.address });
    return new CliError('API_UNREACHABLE', { api: this.address, detail: code });
  }

  async #refusal(response: Response): Promise<ApiRefusal | CliError> {
    let body: unknown;
    try {
      body = JSON.parse(await response.text());
    } catch {
      body = null;
    }
    const p = body as Partial<ApiProblem> | null;
    const text = p?.en ?? p?.title;
    if (!p || typeof p !== 'object' || typeof text !== 'string')
      return new CliError('API_UNEXPECTED', { api: this.address, status: String(response.status) });
    const said: Said = { code: p.code ?? String(response.status), fr: p.fr ?? text, en: text };
    return new ApiRefusal(response.status, said, p.problems ?? [], body);
  }
}

/**
 * `http://127.0.0.1:7071/api/` as `http://127.0.0.1:7071`. In clear only to this machine: the key rides in a header.
 * Throws `CliError` (`API_ADDRESS`, `API_NOT_ENCRYPTED`).
 */
export function apiAddress(address: string): string {
  let url: URL;
  try {
    url = new URL(address.trim());
  } catch {
    throw usage('API_ADDRESS');
  }
  const web = url.protocol === 'http:' || url.protocol === 'https:';
  if (!web || url.username !== '' || url.password !== '' || url.search !== '') throw usage('API_ADDRESS');
  const base = (url.origin + url.pathname).replace(/\/+$/, '').replace(/\/api$/, '');
  if (url.protocol === 'http:' && !isThisMachine(url.hostname)) throw usage('API_NOT_ENCRYPTED', { api: base });
  return base;
}

/** What is sent there does not leave this machine: loopback, or an address of its own. */
function isThisMachine(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost') || /^127(\.\d{1,3}){3}$/.test(host)) return true;
  const bare = host.replace(/^\[|\]$/g, '');
  const own = Object.values(networkInterfaces()).flatMap((list) => list?.map((a) => a.address) ?? []);
  return ['0.0.0.0', '::', '::1', ...own].includes(bare);
}

function fillPath(path: string, params: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name] ?? '';
    // A URL parser would take these for steps of the path.
    if (value === '' || value === '.' || value === '..') throw usage('VALUE_INVALID', { value });
    return encodeURIComponent(value);
  });
}

/** Asks again after a 429, as long as it says to wait. */
async function patiently(ask: () => Promise<Response>): Promise<Response> {
  for (let pauses = 0; ; pauses++) {
    const response = await ask();
    const wait = Number(response.headers.get('retry-after') ?? 'none');
    if (response.status !== 429 || pauses === MAX_PAUSES || !(wait >= 0 && wait <= MAX_PAUSE_SECONDS)) return response;
    await response.body?.cancel();
    await setTimeout(wait * 1000);
  }
}

/** `ECONNREFUSED` and the like, from wherever fetch has put it; never a message, which may quote a header. */
function networkCode(e: unknown): string {
  for (let at: unknown = e, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code } = at as NodeJS.ErrnoException;
    if (code) return code;
    if (at instanceof AggregateError && at.errors[0]) return networkCode(at.errors[0]);
  }
  return e instanceof Error ? e.name : 'error';
}
