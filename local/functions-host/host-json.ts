import { z } from 'zod';
import { parseTimeSpan } from './duration.ts';
import { HostError } from './errors.ts';

/** What the host takes from host.json; durations in milliseconds. */
export type HostConfig = {
  /** First part of every HTTP route, without slashes; '' for none. */
  routePrefix: string;
  serviceBus: { maxConcurrentCalls: number; maxAutoLockRenewalMs: number };
  /** Infinity when host.json says "-1". */
  functionTimeoutMs: number;
  /** What is valid in Azure and changes nothing here: said once at the start. */
  withoutEffect: string[];
};

const timeSpan = z.string().transform((text, context) => {
  const ms = parseTimeSpan(text);
  if (ms === undefined) {
    context.addIssue({ code: 'custom', message: `"${text}" is not a duration of the form hh:mm:ss or d.hh:mm:ss` });
    return z.NEVER;
  }
  return ms;
});

const functionTimeout = z.union([z.literal('-1').transform(() => Number.POSITIVE_INFINITY), timeSpan]);

/** Defaults are those of Azure: host.json reference, sections extensions.http, extensions.serviceBus, functionTimeout. */
const hostJson = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal('2.0', { error: 'must be "2.0"' }),
  functionTimeout: functionTimeout.default(30 * 60_000),
  logging: z.looseObject({}).optional(),
  extensionBundle: z.strictObject({ id: z.string(), version: z.string() }).optional(),
  retry: z
    .never({ error: 'is not supported by the local functions host: remove it, Service Bus delivers again by itself' })
    .optional(),
  extensions: z
    .strictObject({
      http: z.strictObject({ routePrefix: z.string().default('api') }).default({ routePrefix: 'api' }),
      serviceBus: z
        .strictObject({
          maxConcurrentCalls: z.int().positive().default(16),
          prefetchCount: z.int().nonnegative().default(0),
          maxAutoLockRenewalDuration: timeSpan.default(5 * 60_000),
          autoCompleteMessages: z
            .literal(true, { error: 'must be true: a JavaScript function has no means to settle its message itself' })
            .default(true),
        })
        .prefault({}),
    })
    .prefault({}),
});

/**
 * @param text the content of host.json
 * @throws HostError naming the key, when it is not JSON, has a wrong value, or a key this host does not know
 */
export function parseHostJson(text: string): HostConfig {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new HostError(`host.json is not JSON: ${(error as Error).message}`);
  }
  const parsed = hostJson.safeParse(json);
  if (!parsed.success) throw new HostError(parsed.error.issues.map(describe).join('\n'));
  const { extensions, ...config } = parsed.data;
  const withoutEffect = [];
  if (config.logging !== undefined) withoutEffect.push('logging');
  if (config.extensionBundle !== undefined) withoutEffect.push('extensionBundle');
  if (extensions.serviceBus.prefetchCount > 0) withoutEffect.push('extensions.serviceBus.prefetchCount');
  return {
    routePrefix: extensions.http.routePrefix.replace(/^\/+|\/+$/g, ''),
    serviceBus: {
      maxConcurrentCalls: extensions.serviceBus.maxConcurrentCalls,
      maxAutoLockRenewalMs: extensions.serviceBus.maxAutoLockRenewalDuration,
    },
    functionTimeoutMs: config.functionTimeout,
    withoutEffect,
  };
}

function describe(issue: z.core.$ZodIssue): string {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => `"${path === '' ? key : `${path}.${key}`}"`).join(', ');
    return `host.json: ${keys} is not supported by the local functions host. Remove it.`;
  }
  return `host.json: "${path}" ${issue.message}`;
}
