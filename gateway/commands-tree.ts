import { modificationTime } from './listing.ts';
import type { Command, Handler, Session } from './session.ts';

/** Commands on names, answered on the control connection alone. */

async function enter(session: Session, path: string): Promise<void> {
  await session.tree.assertFolder(path);
  session.cwd = path;
  return session.reply(250, 'CWD_OK', { path });
}

async function cwd(session: Session, { argument }: Command): Promise<void> {
  return enter(session, session.path(argument));
}

/** Above the root there is the root, as on every Unix: a client that goes up to find the top gets there. */
async function cdup(session: Session): Promise<void> {
  return enter(session, session.cwd === '/' ? '/' : session.path('..'));
}

async function pwd(session: Session): Promise<void> {
  return session.reply(257, 'PWD', { path: quoted(session.cwd) });
}

/** A quote inside a quoted path is doubled (RFC 959, appendix II). */
function quoted(path: string): string {
  return path.replaceAll('"', '""');
}

async function mkd(session: Session, { argument }: Command): Promise<void> {
  const path = session.path(argument);
  await session.tree.makeFolder(path);
  return session.reply(257, 'MADE', { path: quoted(path) });
}

async function rmd(session: Session, { argument }: Command): Promise<void> {
  await session.tree.removeFolder(session.path(argument));
  return session.reply(250, 'REMOVED');
}

async function dele(session: Session, { argument }: Command): Promise<void> {
  await session.tree.remove(session.path(argument));
  return session.reply(250, 'REMOVED');
}

async function rnfr(session: Session, { argument }: Command): Promise<void> {
  const path = session.path(argument);
  await session.tree.stat(path);
  session.renameFrom = path;
  return session.reply(350, 'RENAME_TO');
}

async function rnto(session: Session, { argument }: Command): Promise<void> {
  const from = session.renameFrom;
  if (from === null) return session.reply(503, 'RENAME_FIRST');
  await session.tree.rename(from, session.path(argument));
  return session.reply(250, 'RENAMED');
}

async function size(session: Session, { argument }: Command): Promise<void> {
  const path = session.path(argument);
  const entry = await session.tree.stat(path);
  if (entry.kind === 'dir') return session.reply(550, 'NOT_A_FILE', { path });
  return session.send(`213 ${entry.size}\r\n`);
}

async function mdtm(session: Session, { argument }: Command): Promise<void> {
  const path = session.path(argument);
  const entry = await session.tree.stat(path);
  if (entry.kind === 'dir') return session.reply(550, 'NOT_A_FILE', { path });
  return session.send(`213 ${modificationTime(entry.at ?? 0)}\r\n`);
}

async function rest(session: Session, { argument }: Command): Promise<void> {
  const offset = /^\d{1,15}$/.test(argument.trim()) ? Number(argument) : null;
  if (offset === null) return session.reply(501, 'BAD_ARGUMENT', { command: 'REST' });
  session.offset = offset;
  return session.reply(350, 'RESTART_AT', { offset: String(offset) });
}

export const treeCommands: Readonly<Record<string, Handler>> = {
  CWD: { run: cwd, needsArgument: true },
  XCWD: { run: cwd, needsArgument: true },
  CDUP: { run: cdup },
  XCUP: { run: cdup },
  PWD: { run: pwd },
  XPWD: { run: pwd },
  MKD: { run: mkd, needsArgument: true },
  XMKD: { run: mkd, needsArgument: true },
  RMD: { run: rmd, needsArgument: true },
  XRMD: { run: rmd, needsArgument: true },
  DELE: { run: dele, needsArgument: true },
  RNFR: { run: rnfr, needsArgument: true },
  RNTO: { run: rnto, needsArgument: true },
  SIZE: { run: size, needsArgument: true },
  MDTM: { run: mdtm, needsArgument: true },
  REST: { run: rest, needsArgument: true },
};
