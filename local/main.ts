#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { boardTexts } from './board/texts.ts';
import { type Board, watch } from './board/watch.ts';
import { allMetrics, type MetricsPage, startMetricsPage } from './metrics-page.ts';
import { choosePort } from './ports.ts';
import { DEMO, seedDemo } from './seed.ts';
import { operatorKey, places, writePrivate } from './settings.ts';
import { type Stack, startStack } from './stack.ts';
import { texts } from './texts.ts';
import { watchTraces } from './trace-watch.ts';

const WANTED = {
  blob: 11100,
  table: 11102,
  bus: 5672,
  api: 7071,
  ftp: 2121,
  sftp: 2122,
  status: 8021,
  metrics: 8022,
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
      lang: { type: 'string' },
      watch: { type: 'boolean' },
      trace: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const language = /^fr/i.test(values.lang ?? process.env['LC_ALL'] ?? process.env['LANG'] ?? '') ? 'fr' : 'en';
  const t = texts[language];
  if (values.help) {
    console.log(t.help);
    return;
  }
  const here = dirname(fileURLToPath(import.meta.url));
  const root = existsSync(join(here, '../package.json')) ? resolve(here, '..') : resolve(here, '../..');
  const p = places(resolve(values.data ?? join(root, '.ami')));
  const { host } = values;

  console.log(t.starting);
  const taken = new Set<number>();
  const ports = { blob: 0, table: 0, bus: 0, api: 0, ftp: 0, sftp: 0, status: 0, metrics: 0 };
  for (const [name, wanted] of Object.entries(WANTED) as [keyof typeof ports, number][]) {
    ports[name] = await choosePort(wanted, host, taken);
    if (ports[name] !== wanted) console.log(t.portTaken(name, wanted, ports[name]));
  }
  let stack: Stack | undefined;
  let page: MetricsPage | undefined;
  let shownBoard: Board | undefined;
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    shownBoard?.stop();
    console.log(`\n${t.stopping}`);
    await page?.close();
    await stack?.stop();
    console.log(t.stopped);
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  stack = await startStack({
    root,
    places: p,
    ports: { ...ports, passive: '10000-11000' },
    host,
    env: { AMI_LANGUAGE: language },
    isTraced: true,
    onRestart: (name, state, how) => {
      shownBoard?.leave();
      if (!stopping) console.log(state === 'died' ? t.died(name, how) : t.back(name));
    },
    beforeServing: async (context) => {
      if (await seedDemo(context, p, host)) console.log(t.seeded(DEMO.compte, DEMO.dossier));
    },
  });
  const { Storage, ServiceBus } = stack.env;
  const ftp = `ftp://${stack.ftp.host}:${stack.ftp.port}`;
  const source = { api: stack.api, operatorKey: operatorKey(p), status: stack.status };
  page = await startMetricsPage({ port: ports.metrics, ...source });
  const settings = {
    api: stack.api,
    key: source.operatorKey,
    compte: DEMO.compte,
    language,
    env: { Storage, ServiceBus },
  };
  writePrivate(p.cli, `${JSON.stringify(settings, null, 2)}\n`);
  writePrivate(p.demo, `${JSON.stringify({ ftp })}\n`);
  const shown = (path: string) => {
    const near = relative(process.cwd(), path);
    return near.startsWith('..') ? path : near || '.';
  };
  console.log(
    t.ready({
      ftp,
      sftp: `sftp://${stack.sftp.host}:${stack.sftp.port}`,
      api: stack.api,
      status: stack.status,
      metrics: page.url,
      data: shown(p.data),
      netrc: shown(p.netrc),
      dossier: DEMO.dossier,
    }),
  );
  if (values.watch) shownBoard = watch(() => allMetrics(source), boardTexts[language]);
  if (values.trace) watchTraces(p.traces, language, (lines) => console.log(`\n${lines.join('\n')}`));
}

main().catch((e: Error) => {
  console.error(e.message);
  process.exit(1);
});
