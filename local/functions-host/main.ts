#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { HostError } from './errors.ts';
import { startFunctionsHost } from './host.ts';

const HELP = `Usage: node dist/local/functions-host/main.js --app DIR --port N [--host ADDRESS] [--state DIR]

Runs the functions of an Azure Functions app (Node.js, programming model v4) on this machine.

  --app DIR       the directory of the app's package.json and host.json
  --port N        the port of the HTTP functions; 0 takes a free one
  --host ADDRESS  the address to listen on (127.0.0.1)
  --state DIR     where timers remember their last run from one start to the next
  --help          this text

Settings come from the environment, then from local.settings.json beside host.json.
Prints "functions host ready URL (N functions)" once it runs; the log goes to stderr.
SIGTERM or SIGINT stops it: running invocations have 10 s to finish.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      app: { type: 'string' },
      port: { type: 'string' },
      host: { type: 'string' },
      state: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const port = Number(values.port);
  if (values.app === undefined || values.port === undefined || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new HostError(`--app DIR and --port N (0-65535) are needed\n\n${HELP}`);
  }
  const { app: appDir, host, state: stateDir } = values;
  const running = await startFunctionsHost({ appDir, port, ...(host && { host }), ...(stateDir && { stateDir }) });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      // The library's own listener for streams, and functions past their time, would keep the process.
      running.close().then(
        () => process.exit(0),
        (error) => fail(error),
      );
    });
  }
  console.log(`functions host ready ${running.url} (${running.functions.length} functions)`);
}

function fail(error: unknown): never {
  const isExpected = error instanceof HostError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
  console.error(isExpected ? (error as Error).message : error);
  process.exit(1);
}

main().catch(fail);
