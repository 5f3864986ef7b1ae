import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'basic-ftp';
import { depositConfig } from '../../local/seed.ts';
import type { Stack } from '../../local/stack.ts';
import { createCompte } from '../../shared/app/comptes.ts';
import { ranges } from '../../shared/app/keys.ts';
import { putUser } from '../../shared/app/users.ts';
import type { Context } from '../../shared/context.ts';
import { parFileName } from '../../shared/domain/par/file-name.ts';
import { writePar } from '../../shared/domain/par/write-par.ts';
import type { Par } from '../../shared/domain/par.ts';
import type { Principal } from '../../shared/domain/principal.ts';

/** What the crash campaign and the bench do alike with the running cloud. */

const OPERATOR: Principal = { compte: '*', user: 'operator', role: 'operator', dossiers: 'all' };

export interface Robot {
  readonly compte: string;
  readonly user: string;
  readonly password: string;
}

/** A compte with one robot, and the PAR of its dossier stored as the gateway would: its event applies it. */
export async function prepareCompte(context: Context, robot: Robot, name: string, par: Par): Promise<void> {
  const { compte, user, password } = robot;
  await createCompte(context.deps, OPERATOR, { id: compte, name, language: 'fr' });
  await putUser(context.deps, OPERATOR, compte, {
    user,
    password,
    role: 'robot',
    dossiers: 'all',
    language: 'fr',
    disabled: false,
  });
  const file = parFileName({ dossier: par.dossier.number, exercice: par.exercice });
  await depositConfig(context, compte, 'Export_PAR', file, writePar(par));
}

/** Resolves when the compte's first configuration file is applied; rejects after 30 s. */
export async function configured(context: Context, compte: string): Promise<void> {
  for (let i = 0; i < 300; i++) {
    const rows = await context.deps.tables.range('state', compte, ...ranges.configImports());
    if (rows.length > 0) return;
    await sleep(100);
  }
  throw new Error('the PAR was not applied within 30 s');
}

/** What the cloud process answers to 'queues'. */
export interface CloudCounts {
  readonly queues: { name: string; active: number; locked: number; scheduled: number; deadLettered: number }[];
  readonly events: number;
  readonly requests: { readonly blob: number; readonly table: number };
}

export function cloudCounts(stack: Stack): Promise<CloudCounts> {
  return stack.cloud.ask<CloudCounts>('queues');
}

/** Resolves when no event and no message is under way. A second look at the configuration may still be scheduled. */
export async function settled(stack: Stack, seconds = 600): Promise<void> {
  let quiet = 0;
  for (let i = 0; i < seconds * 4; i++) {
    const { queues, events } = await cloudCounts(stack);
    const busy = queues.some(
      (q) => q.active + q.locked + q.deadLettered > 0 || (q.name !== 'config' && q.scheduled > 0),
    );
    quiet = busy || events > 0 ? 0 : quiet + 1;
    if (quiet >= 6) return;
    await sleep(250);
  }
  throw new Error(`the queues were not empty after ${seconds} s`);
}

export interface Login {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** An FTP client that is logged in. */
export async function connect(login: Login): Promise<Client> {
  const client = new Client(10_000);
  await client.access({ ...login, secure: false });
  return client;
}
