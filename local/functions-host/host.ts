import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { loadApp } from './app-loader.ts';
import { HostError } from './errors.ts';
import { type HostConfig, parseHostJson } from './host-json.ts';
import { stopHost } from './host-stop.ts';
import { createHttpListener } from './http-listener.ts';
import { BODY_LIMIT_SETTING, DEFAULT_BODY_LIMIT } from './http-request.ts';
import { InFlight } from './in-flight.ts';
import { createInvoke } from './invocation.ts';
import { createStderrLog, type HostLog, setSystemLog } from './log.ts';
import { type HttpTrigger, type PlannedFunction, planFunctions, type QueueTrigger, type TimerTrigger } from './plan.ts';
import { startQueues } from './queue-connection.ts';
import { loadLocalSettings, type Settings } from './settings.ts';
import { startTimer } from './timer-listener.ts';
import { createTimerMemory } from './timer-memory.ts';

export type FunctionsHostOptions = {
  /** The directory of package.json and host.json. */
  appDir: string;
  /** 0 takes a free one. */
  port: number;
  /** The address to listen on, 127.0.0.1 by default: nothing here authenticates for the functions. */
  host?: string;
  /** Settings put into process.env before the app loads, where they win over what is there and over local.settings.json. */
  env?: Readonly<Record<string, string>>;
  /** Where timers remember their last run; without it, what a timer missed while the host was down is lost. */
  stateDir?: string;
  /** JSON lines on stderr by default. */
  log?: HostLog;
};

export type FunctionsHost = {
  port: number;
  url: string;
  /** Names of the functions that run. */
  functions: string[];
  /** Takes no more work, lets what runs finish (10 s at most), and gives everything back. */
  close(): Promise<void>;
};

/**
 * Runs the functions of an Azure Functions app (Node.js, programming model v4) in this process, which takes one app only.
 * @throws HostError for what the person must correct: see docs/local-functions-host.md for what is refused
 */
export async function startFunctionsHost(options: FunctionsHostOptions): Promise<FunctionsHost> {
  const appDir = resolve(options.appDir);
  const log = options.log ?? createStderrLog();
  Object.assign(process.env, options.env);
  await loadLocalSettings(appDir, process.env);
  const settings: Settings = process.env;
  const config = await readHostJson(appDir);
  const bodyLimit = readBodyLimit(settings);
  for (const key of config.withoutEffect) log.info(`host.json: "${key}" has no effect in the local functions host`);

  setSystemLog(log);
  const app = await loadApp(appDir);
  const functions = planFunctions(app.registry.functions, config, settings);
  const { appHookData } = app.registry;
  await app.registry.runHooks('appStart', { hookData: appHookData, appHookData, functionAppDirectory: appDir });

  const names = functions.map((fn) => fn.name);
  const inFlight = new InFlight();
  const invoke = createInvoke(app.registry, config.functionTimeoutMs, log);
  const server = createHttpListener({
    functions: functions.filter((fn) => isOf(fn, 'http')),
    invoke,
    inFlight,
    bodyLimit,
    httpUri: app.httpUri,
    status: () => ({ state: 'Running', functions: names }),
    log,
  });
  const port = await listen(server, options.port, options.host ?? '127.0.0.1');
  const queues = startQueues(
    functions.filter((fn) => isOf(fn, 'queue')),
    { invoke, inFlight, ...config.serviceBus },
    log,
  );
  const memory = options.stateDir === undefined ? undefined : createTimerMemory(options.stateDir, log);
  const timers = await Promise.all(
    functions.filter((fn) => isOf(fn, 'timer')).map((fn) => startTimer(fn, invoke, inFlight, memory)),
  );

  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= stopHost({ server, queues, timers, inFlight, app, log });
    return closing;
  };
  const { address, family } = server.address() as AddressInfo;
  return { port, url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`, functions: names, close };
}

type TriggerOf = { http: HttpTrigger; queue: QueueTrigger; timer: TimerTrigger };

function isOf<K extends keyof TriggerOf>(fn: PlannedFunction, type: K): fn is PlannedFunction<TriggerOf[K]> {
  return fn.trigger.type === type;
}

async function readHostJson(appDir: string): Promise<HostConfig> {
  const path = join(appDir, 'host.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new HostError(`${path} cannot be read: ${(error as Error).message}`);
  }
  return parseHostJson(text);
}

function readBodyLimit(settings: Settings): number {
  const text = settings[BODY_LIMIT_SETTING];
  if (text === undefined) return DEFAULT_BODY_LIMIT;
  if (!/^[1-9]\d*$/.test(text))
    throw new HostError(`the setting ${BODY_LIMIT_SETTING} is not a number of bytes: "${text}"`);
  return Number(text);
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      fail(error.code === 'EADDRINUSE' ? new HostError(`port ${port} of ${host} is taken: choose another`) : error);
    });
    server.listen(port, host, done);
  });
  return (server.address() as AddressInfo).port;
}
