import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What one queue does; durations in milliseconds. */
export interface QueueOptions {
  name: string;
  lockDuration: number;
  maxDeliveryCount: number;
  defaultTimeToLive: number;
  deadLetterOnExpiration: boolean;
  /** How far back a MessageId counts as a duplicate; 0 = no duplicate detection. */
  duplicateWindow: number;
}

/** The configuration cannot be used; the message names every offending property by its path. */
export class ServiceBusConfigError extends Error {
  override name = 'ServiceBusConfigError';
}

const DURATION = /^P(?=\d|T\d)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** ISO 8601 duration of days and below, in milliseconds; undefined when it is not one. */
export function parseDuration(text: string): number | undefined {
  const parts = DURATION.exec(text);
  if (!parts) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

/** A duration between two ISO 8601 bounds, as milliseconds. */
function duration(low: string, high: string, otherwise: string) {
  const form = `an ISO 8601 duration from ${low} to ${high}`;
  return z
    .string(`must be ${form}`)
    .default(otherwise)
    .transform((text, context) => {
      const value = parseDuration(text);
      if (value !== undefined && value >= parseDuration(low)! && value <= parseDuration(high)!) return value;
      context.addIssue({ code: 'custom', message: `must be ${form}, not "${text}"` });
      return z.NEVER;
    });
}

/** An option that is accepted only as absent, false or empty. */
function unsupported(what: string) {
  return z
    .unknown()
    .optional()
    .refine((value) => value === undefined || value === null || value === false || value === '', {
      message: `${what} not supported by this emulator`,
    });
}

// Names and ranges are those of the official emulator's Config.json ("Overview of the Azure Service Bus emulator",
// learn.microsoft.com), so that one file drives both. Defaults are Azure's where they lie inside those ranges.
const propertiesSchema = z.strictObject({
  LockDuration: duration('PT5S', 'PT5M', 'PT1M'),
  MaxDeliveryCount: z
    .int('must be a whole number from 1 to 10')
    .min(1, 'must be at least 1')
    .max(10, 'must be at most 10')
    .default(10),
  DefaultMessageTimeToLive: duration('PT5M', 'PT1H', 'PT1H'),
  DeadLetteringOnMessageExpiration: z.boolean('must be true or false').default(false),
  RequiresDuplicateDetection: z.boolean('must be true or false').default(false),
  DuplicateDetectionHistoryTimeWindow: duration('PT5S', 'PT5M', 'PT1M'),
  RequiresSession: unsupported('sessions are'),
  ForwardTo: unsupported('forwarding is'),
  ForwardDeadLetteredMessagesTo: unsupported('forwarding of dead letters is'),
});

const queueSchema = z.strictObject({
  Name: z
    .string('must be text')
    .max(260, 'must have at most 260 characters')
    .regex(
      /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/,
      'must be letters, digits, ".", "-" and "_", and begin and end with a letter or digit',
    ),
  Properties: propertiesSchema.prefault({}),
});

const namespaceSchema = z.strictObject({
  Name: z.literal('sbemulatorns', 'must be "sbemulatorns", the only name the official emulator accepts'),
  Queues: z.array(queueSchema).default([]),
  Topics: z
    .array(z.looseObject({ Name: z.string().optional() }))
    .default([])
    .superRefine((topics, context) => {
      for (const [index, topic] of topics.entries()) {
        const message = `topics are not supported by this emulator ("${topic.Name ?? '?'}")`;
        context.addIssue({ code: 'custom', path: [index], message });
      }
    }),
});

const fileSchema = z.strictObject({
  UserConfig: z.strictObject({
    Namespaces: z.array(namespaceSchema).length(1, 'must hold exactly one namespace'),
    // Where the official emulator writes its own log; here the caller's `log` decides, so it is only checked.
    Logging: z.strictObject({ Type: z.enum(['File', 'Console'], 'must be "File" or "Console"') }).optional(),
  }),
});

/**
 * Reads the official emulator's Config.json: `UserConfig.Namespaces[0].Queues[].Properties`, within its ranges.
 * @param config the parsed file, or the path of the file
 * @throws ServiceBusConfigError naming every property that is unknown, out of range or unsupported
 */
export function loadConfig(config: unknown): QueueOptions[] {
  const source = typeof config === 'string' ? config : 'the Service Bus configuration';
  const result = fileSchema.safeParse(typeof config === 'string' ? readJson(config) : config);
  if (!result.success) {
    const problems = result.error.issues.flatMap(describeIssue);
    throw new ServiceBusConfigError(`${source} cannot be used:\n${problems.map((line) => `  ${line}`).join('\n')}`);
  }
  const queues = result.data.UserConfig.Namespaces[0]!.Queues;
  const names = new Set<string>();
  for (const { Name } of queues) {
    if (names.has(Name.toLowerCase())) {
      throw new ServiceBusConfigError(`${source} names the queue "${Name}" twice (names ignore case)`);
    }
    names.add(Name.toLowerCase());
  }
  return queues.map(({ Name, Properties }) => ({
    name: Name,
    lockDuration: Properties.LockDuration,
    maxDeliveryCount: Properties.MaxDeliveryCount,
    defaultTimeToLive: Properties.DefaultMessageTimeToLive,
    deadLetterOnExpiration: Properties.DeadLetteringOnMessageExpiration,
    duplicateWindow: Properties.RequiresDuplicateDetection ? Properties.DuplicateDetectionHistoryTimeWindow : 0,
  }));
}

function describeIssue(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  const at = path.replace(/^\./, '') || 'the file';
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${path ? `${at}.` : ''}${key} is not a known property`);
  }
  return [`${at} ${issue.message}`];
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ServiceBusConfigError(`${path} cannot be read as JSON: ${(error as Error).message}`);
  }
}
