/**
 * Makes a lokijs database durable against the death of its process.
 *
 * Why: Azurite rewrites its whole database every 5 seconds, so that kill -9 loses what it acknowledged since, and the
 * rewriting takes longer the more there is (350 ms for 50,000 rows, during which nothing is served): writing it more
 * often is no way out. Here every change goes to a journal beside the database before its answer leaves (`flush`),
 * which costs microseconds, and the whole is rewritten only when the journal has grown larger than it, and on closing.
 *
 * Files: `<database>` is the last whole copy; `<database>.journal-<n>` hold what changed since, one line a flush. So an
 * entity-group transaction, which is applied between two flushes, is on disk as a whole or not at all.
 * A whole copy starts a new journal first and removes the older ones last; repeating changes that the copy already
 * holds leads to the same end, so a death anywhere in between is harmless.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { LineFile, readRecords } from './line-file.ts';
import type { LokiCollection, LokiDatabase, LokiDocument } from './loki.ts';

/** A whole copy is written when the journal passes this size, or the size of the last copy if that is more. */
const COPY_ABOVE_BYTES = 8 * 1024 * 1024;

/** A change: a document put or removed, a collection created (with its settings) or dropped. */
type Change =
  | ['put', string, LokiDocument]
  | ['remove', string, number]
  | ['create', string, StoredCollection]
  | ['drop', string];

/** A collection as lokijs writes it: its settings, its index definitions and its documents. */
interface StoredCollection {
  name: string;
  data: LokiDocument[];
  maxId: number;
  binaryIndices: Record<string, unknown>;
}

interface StoredDatabase {
  collections: StoredCollection[];
}

export interface LokiJournal {
  /** Puts every change so far on disk. Throws when the disk refuses: then the answer must not leave. */
  flush(): void;
  /** Resolves when no copy is being written. Call it after the database is closed; the journal takes no more then. */
  close(): Promise<void>;
}

/**
 * Takes the persistence of `database` over. Call it before the database is loaded.
 * @param onCopyFailed told when a whole copy could not be written; nothing is lost then, the journal goes on
 * @param copyAboveBytes size of the journal above which a whole copy is written
 */
export function journalLoki(
  database: LokiDatabase,
  onCopyFailed: (error: Error) => void,
  copyAboveBytes = COPY_ABOVE_BYTES,
): LokiJournal {
  const path = database.filename;
  let pending: string[] = [];
  let file: LineFile | undefined;
  let number = journalNumbers(path).at(-1) ?? 0;
  let copyAt = copyAboveBytes;
  let copying: Promise<void> | undefined;
  let torn = false;

  const record = (change: Change): void => {
    // Before the first copy of this run there is no journal: that copy will hold the change.
    if (file !== undefined) pending.push(JSON.stringify(change));
  };

  const flush = (): void => {
    if (file === undefined || pending.length === 0) return;
    if (torn) openNext();
    try {
      file.append(`[${pending.join(',')}]`);
    } catch (error) {
      torn = true; // half a line may be there: what follows must not be glued to it
      throw error;
    }
    pending = [];
    if (file.bytes > copyAt && copying === undefined) {
      database.saveDatabase((error) => {
        if (error) onCopyFailed(error instanceof Error ? error : new Error(String(error)));
      });
    }
  };

  const openNext = (): void => {
    file?.close();
    number += 1;
    file = new LineFile(journalPath(path, number));
    torn = false;
  };

  watchCollections(database, record);
  database.autosaveDisable();
  database.serialize = () => serialize(database);
  database.persistenceAdapter = {
    loadDatabase(_name, callback) {
      let stored: ReturnType<typeof readDatabase>;
      try {
        stored = readDatabase(path);
      } catch (error) {
        callback(error as Error);
        return;
      }
      callback(stored?.database ?? null);
      // The stored indices know nothing of what was replayed.
      if (stored?.replayed) for (const collection of database.collections) collection.ensureAllIndexes(true);
    },
    saveDatabase(_name, serialized, callback) {
      // In the turn in which the copy was serialized: what comes after it goes to the next journal.
      flush();
      openNext();
      const keep = number;
      copying = writeCopy(path, serialized, keep).then(
        () => {
          copyAt = Math.max(copyAboveBytes, serialized.length);
          copying = undefined;
          callback();
        },
        (cause) => {
          copying = undefined;
          callback(new Error(`cannot write ${path}: ${(cause as Error).message}`, { cause }));
        },
      );
    },
  };

  return {
    flush,
    async close() {
      await copying;
      file?.close();
      if (file?.bytes === 0) await rm(file.path, { force: true });
      file = undefined;
    },
  };
}

/** Reports every change of every collection, those to come included. */
function watchCollections(database: LokiDatabase, record: (change: Change) => void): void {
  const watch = (collection: LokiCollection): void => {
    const put = (documents: LokiDocument | LokiDocument[]): void => {
      for (const document of [documents].flat()) record(['put', collection.name, document]);
    };
    collection.on('insert', put);
    collection.on('update', put);
    collection.on('delete', (documents) => {
      for (const document of [documents].flat()) record(['remove', collection.name, document.$loki]);
    });
  };

  const addCollection = database.addCollection;
  database.addCollection = (name, options) => {
    const before = database.collections.length;
    const collection = addCollection.call(database, name, options);
    if (database.collections.length > before) {
      watch(collection);
      record(['create', name, storedForm(database, collection)]);
    }
    return collection;
  };
  const removeCollection = database.removeCollection;
  database.removeCollection = (name) => {
    removeCollection.call(database, name);
    record(['drop', name]);
  };
}

function storedForm(database: LokiDatabase, collection: LokiCollection): StoredCollection {
  return JSON.parse(serializeHead(database, collection));
}

function serializeHead(database: LokiDatabase, part: object): string {
  return JSON.stringify(part, (key, value) => database.serializeReplacer(key, value));
}

/**
 * The database as JSON. lokijs passes every key of every document through its replacer, which is slow and blanks
 * properties that happen to be called "ttl" or "constraints"; here documents are written as they are.
 */
function serialize(database: LokiDatabase): string {
  const collections = database.collections.map((collection) => {
    const { data, ...settings } = collection;
    return `${serializeHead(database, settings).slice(0, -1)},"data":${JSON.stringify(data)}}`;
  });
  const { collections: _, ...settings } = database;
  return `${serializeHead(database, settings).slice(0, -1)},"collections":[${collections.join(',')}]}`;
}

/** The last whole copy with the journals applied; null when there is no copy. */
function readDatabase(path: string): { database: StoredDatabase; replayed: boolean } | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const database = parseCopy(path, text);
  const changes = journalNumbers(path).flatMap((n) => readRecords(journalPath(path, n)) as Change[][]);
  if (changes.length > 0) replay(database, changes.flat());
  return { database, replayed: changes.length > 0 };
}

function parseCopy(path: string, text: string): StoredDatabase {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${path} is damaged: restore it, or remove the data directory`, { cause });
  }
}

function replay(database: StoredDatabase, changes: Change[]): void {
  const settings = new Map(database.collections.map((c) => [c.name, c]));
  const documents = new Map(database.collections.map((c) => [c.name, new Map(c.data.map((d) => [d.$loki, d]))]));
  for (const change of changes) {
    const name = change[1];
    if (change[0] === 'put') documents.get(name)?.set(change[2].$loki, change[2]);
    else if (change[0] === 'remove') documents.get(name)?.delete(change[2]);
    else if (change[0] === 'drop') {
      settings.delete(name);
      documents.delete(name);
    } else if (!settings.has(name)) {
      settings.set(name, change[2]);
      documents.set(name, new Map());
    }
  }
  database.collections = [...settings.values()];
  for (const collection of database.collections) {
    // Ascending numbers: lokijs finds a document's position by binary search.
    collection.data = [...documents.get(collection.name)!.values()].sort((a, b) => a.$loki - b.$loki);
    collection.maxId = Math.max(collection.maxId, collection.data.at(-1)?.$loki ?? 0);
  }
}

/** Replaces the copy at once (write beside, then rename), and removes the journals it makes superfluous. */
async function writeCopy(path: string, serialized: string, keepFrom: number): Promise<void> {
  const beside = await open(`${path}.new`, 'w');
  try {
    await beside.writeFile(serialized);
    await beside.sync();
  } finally {
    await beside.close();
  }
  await rename(`${path}.new`, path);
  for (const n of journalNumbers(path)) if (n < keepFrom) await rm(journalPath(path, n), { force: true });
}

function journalPath(path: string, n: number): string {
  return `${path}.journal-${n}`;
}

/** The numbers of the journals on disk, ascending. */
function journalNumbers(path: string): number[] {
  const prefix = `${basename(path)}.journal-`;
  let names: string[];
  try {
    names = readdirSync(dirname(path));
  } catch {
    return [];
  }
  return names
    .filter((name) => name.startsWith(prefix))
    .map((name) => Number(name.slice(prefix.length)))
    .filter((n) => Number.isInteger(n))
    .sort((a, b) => a - b);
}
