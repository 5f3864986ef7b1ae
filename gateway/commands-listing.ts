import { Readable } from 'node:stream';
import type { Entry } from '../shared/app/tree.ts';
import { joinPath, splitPath } from '../shared/domain/ftp-path.ts';
import { transferring } from './commands-transfer.ts';
import { factsLine } from './facts.ts';
import { encodeText } from './line-reader.ts';
import { globOf, listLine, withoutOptions } from './listing.ts';
import type { Command, Handler, Session } from './session.ts';
import { sendAll } from './transfer.ts';

/** What stands in the tree: over a data connection (LIST, NLST, MLSD) or the control connection (MLST, STAT). */

async function sendLines(session: Session, lines: () => Promise<readonly string[]>): Promise<void> {
  return transferring(
    session,
    'SENDING',
    lines,
    async (prepared, data, transfer) => {
      const text = prepared.map((l) => `${l}\r\n`).join('');
      const body = Readable.from(text === '' ? [] : [encodeText(text, session.encoding)]);
      await sendAll(body, data, transfer, session.gateway.timings, () => {});
      return 'SENT';
    },
    async () => {},
  );
}

async function list(session: Session, { argument }: Command): Promise<void> {
  const now = session.gateway.deps.clock.now();
  return sendLines(session, async () =>
    (await matchingEntries(session, withoutOptions(argument))).entries.map((e) => listLine(e, now)),
  );
}

/** Each line is what RETR takes from where the client stands (RFC 1123, 4.1.2.7): `mget /export/*.DEX` depends on it. */
async function nlst(session: Session, { argument }: Command): Promise<void> {
  return sendLines(session, async () => {
    const { entries, prefix } = await matchingEntries(session, withoutOptions(argument));
    return entries.map((e) => prefix + e.name);
  });
}

/**
 * What LIST, NLST and STAT show for an argument: a folder's entries, one file, or those that match `*.DEX`. `prefix` and
 * a name make a path as the client would write it.
 */
async function matchingEntries(
  session: Session,
  argument: string,
): Promise<{ readonly entries: readonly Entry[]; readonly prefix: string }> {
  const path = session.path(argument);
  const { directory, name } = splitPath(path);
  const before = argument.slice(0, argument.lastIndexOf('/') + 1);
  const matches = globOf(name);
  if (matches) return { entries: (await session.tree.list(directory)).filter((e) => matches(e.name)), prefix: before };
  const entries = await session.tree.list(path);
  if (await isFile(session, path, entries)) return { entries, prefix: before };
  return { entries, prefix: argument === '' || argument.endsWith('/') ? argument : `${argument}/` };
}

/** A file is listed as itself alone; only a folder that holds one file of its own name looks the same. */
async function isFile(session: Session, path: string, entries: readonly Entry[]): Promise<boolean> {
  const [only] = entries;
  if (entries.length !== 1 || only?.kind !== 'file' || only.name !== splitPath(path).name) return false;
  return (await session.tree.stat(path)).kind === 'file';
}

async function mlsd(session: Session, { argument }: Command): Promise<void> {
  const path = session.path(argument);
  return sendLines(session, async () => {
    const entries = await session.tree.list(path);
    if (await isFile(session, path, entries)) await session.tree.assertFolder(path);
    return entries.map((e) => factsLine(e, session.tree.rights(joinPath(path, e.name), e.kind), session.facts, e.name));
  });
}

async function mlst(session: Session, { argument }: Command): Promise<void> {
  const path = session.path(argument);
  const entry = await session.tree.stat(path);
  const line = factsLine(entry, session.tree.rights(path, entry.kind), session.facts, path);
  return session.send(`250-Facts:\r\n ${line}\r\n250 End\r\n`);
}

/** With an argument a listing over the control connection, without one the state of the session. */
async function stat(session: Session, { argument }: Command): Promise<void> {
  if (argument === '') return session.reply(211, 'LOGGED_IN');
  const { entries } = await matchingEntries(session, withoutOptions(argument));
  const now = session.gateway.deps.clock.now();
  return session.send(`213-\r\n${entries.map((e) => ` ${listLine(e, now)}\r\n`).join('')}213 End\r\n`);
}

export const listingCommands: Readonly<Record<string, Handler>> = {
  LIST: { run: list },
  NLST: { run: nlst },
  MLSD: { run: mlsd },
  MLST: { run: mlst },
  STAT: { run: stat },
};
