/**
 * The parts of lokijs 1.5.12 (the in-memory database inside Azurite) that this folder touches.
 * Only what is used is declared; `test/local/storage.test.ts` fails when a new version breaks it.
 */

/** A stored document: lokijs numbers it with `$loki`, ascending and never reused inside a collection. */
export interface LokiDocument {
  $loki: number;
  [property: string]: unknown;
}

/** One filter of a query: `{ property: value }` means equality, `{ property: { $op: value } }` anything else. */
export type LokiFilter = Record<string, unknown>;

export interface LokiResultset {
  collection: LokiCollection;
  filterInitialized: boolean;
  find(filter: LokiFilter): LokiResultset;
  findAnd(filters: LokiFilter[]): LokiResultset;
  $and(filters: LokiFilter[]): LokiResultset;
  data(): LokiDocument[];
}

export interface LokiCollection {
  name: string;
  data: LokiDocument[];
  binaryIndices: Record<string, { values: number[] }>;
  adaptiveBinaryIndices: boolean;
  chain(): LokiResultset;
  find(filter: LokiFilter): LokiDocument[];
  findOne(filter: LokiFilter): LokiDocument | null;
  findAndRemove(filter: LokiFilter): void;
  insert(document: object): LokiDocument;
  update(document: LokiDocument): LokiDocument;
  remove(document: LokiDocument): void;
  count(filter?: LokiFilter): number;
  /** First and last position of `value` in the sorted index of `property`; `[0, -1]` when there is none. */
  calculateRange(operator: '$eq', property: string, value: unknown): [number, number];
  ensureAllIndexes(force: boolean): void;
  on(event: 'insert' | 'update' | 'delete', listener: (document: LokiDocument | LokiDocument[]) => void): void;
}

/** What a database hands to and takes from the disk. `loadDatabase` answers text, the parsed object, or what went wrong. */
export interface LokiPersistenceAdapter {
  loadDatabase(name: string, callback: (database: string | object | null) => void): void;
  saveDatabase(name: string, serialized: string, callback: (error?: unknown) => void): void;
}

export interface LokiDatabase {
  filename: string;
  collections: LokiCollection[];
  persistenceAdapter: LokiPersistenceAdapter;
  addCollection(name: string, options?: object): LokiCollection;
  getCollection(name: string): LokiCollection | null;
  removeCollection(name: string): void;
  /** Blanks the members that are not data (timers, adapters); lokijs applies it to every key of every document. */
  serializeReplacer(key: string, value: unknown): unknown;
  serialize(): string;
  saveDatabase(callback: (error?: unknown) => void): void;
  autosaveDisable(): void;
  autosaveDirty(): boolean;
}
