import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSigned } from '../../local/self-signed.ts';
import { refusalOf } from './fake-security-group-rules.ts';

/**
 * A mock of Azure's API for one network security group, since the real one can't be had here: shapes of answers are those
 * of the examples in Azure/azure-rest-api-specs (NetworkSecurityGroupGet, NetworkSecurityGroupRuleCreate), errors those
 * that users have met in public issues. Long operations, 429, 409 and 412 as Azure's documents tell of them. That the real one
 * behaves so was never tried.
 */
export interface FakeSecurityGroup {
  readonly endpoint: string;
  /** The certificate, to be trusted. */
  readonly ca: string;
  readonly id: string;
  /** The rules that are there, by name. */
  readonly rules: Map<string, StoredRule>;
  /** `METHOD path` of every request, in order. */
  readonly asked: string[];
  /** What the next writes are answered with instead, in order. */
  readonly instead: { status: number; headers?: Record<string, string>; body?: unknown }[];
  /** How often a write is said to run before it is done. */
  updating: number;
  /** How the next writes end. */
  ends: 'Succeeded' | 'Failed';
  /** Called after each write is done: what is in force then. */
  onChange(): void;
  close(): Promise<void>;
}

export interface StoredRule {
  name: string;
  etag: string;
  properties: Record<string, unknown> & { provisioningState: string };
}

const SUBSCRIPTION = '00000000-0000-0000-0000-000000000001';
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-test/providers/Microsoft.Network/networkSecurityGroups/nsg-gateway`;
const TOKEN = 'the-token-of-the-firewall';

/** A credential that this API takes. */
export const credential = { getToken: async () => ({ token: TOKEN, expiresOnTimestamp: Date.now() + 3_600_000 }) };

export async function fakeSecurityGroup(): Promise<FakeSecurityGroup> {
  const { cert, key } = selfSigned(['127.0.0.1'], new Date());
  /** The operation that runs, and how often it is still asked for before it ends. */
  let running: { left: number; end: () => void } | null = null;

  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const url = new URL(request.url ?? '/', fake.endpoint);
    const path = url.pathname;
    const method = request.method ?? '';
    fake.asked.push(`${method} ${path.replace(GROUP, '')}`);
    const body = await jsonOf(request);
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return error(401, 'AuthenticationFailed', 'No token.');
    if (!url.searchParams.get('api-version')) return error(400, 'MissingApiVersionParameter', 'No api-version.');
    // The role stands on the group alone: how an operation of the subscription fares may not be asked.
    if (!path.toLowerCase().startsWith(GROUP.toLowerCase()))
      return error(
        403,
        'AuthorizationFailed',
        `The client does not have authorization to perform action over scope '${path}'.`,
      );
    const name = /^\/securityRules\/([^/]+)$/i.exec(path.slice(GROUP.length))?.[1];
    if (method === 'GET' && running && --running.left < 0) {
      running.end();
      running = null;
      fake.onChange();
    }
    if (method === 'GET' && path === GROUP) return { status: 200, body: group() };
    if (method === 'GET' && name) {
      const rule = fake.rules.get(name);
      return rule ? { status: 200, body: shown(rule) } : error(404, 'NotFound', `Resource ${path} not found.`);
    }
    if (!name || (method !== 'PUT' && method !== 'DELETE'))
      return error(403, 'AuthorizationFailed', `The client may not ${method} ${path}.`);
    const other = fake.instead.shift();
    if (other) return other;
    if (running) return busy();
    const operation = {
      'azure-asyncoperation': `${fake.endpoint}/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Network/locations/francecentral/operations/${randomUUID()}?api-version=2026-01-01`,
      'retry-after': '10',
    };
    const before = fake.rules.get(name);
    const match = request.headers['if-match'];
    if (match && match !== before?.etag) return error(412, 'PreconditionFailed', 'The etag does not match.');
    if (method === 'DELETE') {
      if (!before) return { status: 204 };
      before.properties.provisioningState = 'Deleting';
      running = { left: fake.updating, end: () => void fake.rules.delete(name) };
      return { status: 202, headers: { ...operation, location: operation['azure-asyncoperation'] } };
    }
    const properties = (body as { properties: Record<string, unknown> }).properties;
    const refused = refusalOf(name, properties, [...fake.rules.values()]);
    if (refused) return error(400, refused.code, refused.message);
    const rule = { name, etag: `W/"${randomUUID()}"`, properties: { ...properties, provisioningState: 'Updating' } };
    fake.rules.set(name, rule);
    const { ends } = fake;
    const end = () => {
      rule.properties.provisioningState = ends;
    };
    running = { left: fake.updating, end };
    return { status: before ? 200 : 201, headers: operation, body: shown(rule) };
  };

  const shown = (rule: StoredRule) => ({
    name: rule.name,
    id: `${GROUP}/securityRules/${rule.name}`,
    etag: rule.etag,
    type: 'Microsoft.Network/networkSecurityGroups/securityRules',
    properties: {
      sourcePortRanges: [],
      sourceAddressPrefixes: [],
      destinationAddressPrefixes: [],
      destinationPortRanges: [],
      ...rule.properties,
    },
  });
  const group = () => ({
    name: 'nsg-gateway',
    id: GROUP,
    etag: `W/"${randomUUID()}"`,
    type: 'Microsoft.Network/networkSecurityGroups',
    location: 'francecentral',
    properties: {
      provisioningState: running ? 'Updating' : 'Succeeded',
      securityRules: [...fake.rules.values()].map(shown),
      defaultSecurityRules: [],
      subnets: [],
    },
  });

  const server: Server = createServer({ cert, key }, async (request, response) => {
    const { status, headers, body } = await answer(request);
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(body === undefined ? '' : JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const fake: FakeSecurityGroup = {
    endpoint: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ca: cert,
    id: GROUP,
    rules: new Map(),
    asked: [],
    instead: [],
    updating: 1,
    ends: 'Succeeded',
    onChange: () => undefined,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return fake;
}

interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

export function error(status: number, code: string, message: string): Reply {
  return { status, body: { error: { code, message, details: [] } } };
}

/** As Azure answers a second write while the first runs (azure-sdk-for-python issue 556). */
function busy(): Reply {
  const details = [
    { code: 'RetryableErrorDueToAnotherOperation', message: 'Operation PutSecurityRuleOperation is updating.' },
  ];
  return { status: 429, body: { error: { code: 'RetryableError', message: 'A retryable error occured.', details } } };
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return parts.length === 0 ? null : JSON.parse(Buffer.concat(parts).toString());
}
