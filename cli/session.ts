import type { Command } from 'commander';
import type { Language } from '../shared/domain/messages.ts';
import { Api, apiAddress } from './api.ts';
import { usage } from './errors.ts';
import { Output } from './output.ts';
import { type CliSettings, findSettings } from './settings.ts';
import type { Column } from './table.ts';
import { clean } from './text-width.ts';
import { fill } from './texts/fill.ts';
import { type Counted, countedTexts, type OutputCode, outputTexts } from './texts/output.ts';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly compte?: string;
  readonly lang?: Language;
  readonly json?: boolean;
}

/** One run of one command: who is asked, about which compte, and how the answer is shown. */
export class Session {
  readonly language: Language;
  readonly json: boolean;
  readonly out = new Output();
  readonly env: NodeJS.ProcessEnv;
  readonly #options: GlobalOptions;
  #settings: CliSettings | null | undefined;
  #api: Api | undefined;

  constructor(language: Language, options: GlobalOptions, env: NodeJS.ProcessEnv = process.env) {
    this.language = language;
    this.json = options.json === true;
    this.#options = options;
    this.env = env;
  }

  get settings(): CliSettings | null {
    if (this.#settings === undefined) this.#settings = findSettings(process.cwd())?.settings ?? null;
    return this.#settings;
  }

  /**
   * Made at its first use. `AMI_API` and `AMI_KEY` come before the settings file; the file's key is for the file's own
   * address, so that a word in the environment does not send it elsewhere.
   */
  get api(): Api {
    if (this.#api) return this.#api;
    const address = this.env['AMI_API'] || this.settings?.api;
    if (!address) throw usage('API_MISSING');
    const at = apiAddress(address);
    const own = this.env['AMI_KEY']?.trim();
    const key = own || (this.settings && apiAddress(this.settings.api) === at ? this.settings.key : '');
    if (!key) throw usage('KEY_MISSING', { api: at });
    this.#api = new Api(at, key);
    return this.#api;
  }

  get compte(): string {
    const compte = this.#options.compte ?? this.settings?.compte;
    if (!compte) throw usage('COMPTE_MISSING');
    return compte;
  }

  /** Text in the language of the session; what comes from outside is made harmless. */
  t(code: OutputCode, params: Readonly<Record<string, string>> = {}): string {
    const harmless = Object.fromEntries(Object.entries(params).map(([k, v]) => [k, clean(v)]));
    return fill(outputTexts[code][this.language], harmless);
  }

  /** `1 document`, `3 documents`: French counts nothing as one. */
  count(n: number, what: Counted): string {
    const one = this.language === 'fr' ? n < 2 : n === 1;
    return `${n} ${countedTexts[what][this.language][one ? 0 : 1]}`;
  }

  /** A command as a person can type it here: how `ami` was started, with the compte where it had to be said. */
  command(words: string): string {
    const { npm_lifecycle_event: script, npm_command: npm } = this.env;
    const ami = script === 'ami' ? 'npm run -s ami --' : npm === 'exec' ? 'npx ami' : 'ami';
    return this.#options.compte ? `${ami} --compte ${this.#options.compte} ${words}` : `${ami} ${words}`;
  }

  /** How many were shown, and whether there are more. */
  shown(page: { items: readonly unknown[]; next: string | null }, what: Counted): void {
    const count = this.count(page.items.length, what);
    this.out.note(`\n${this.t(page.next ? 'MORE' : 'SHOWN', { count })}`);
  }

  table<T>(columns: readonly Column<T>[], rows: readonly T[], indent = 0): void {
    this.out.table(columns, rows, (names) => this.t('COLUMNS_OMITTED', { names }), indent);
  }
}

/** What commander read of a call: as the command's own arguments and options declare it. */
export interface Given<A extends readonly unknown[] = [], O = unknown> {
  readonly args: A;
  readonly options: O;
}

/** Turns what a command does into an action of commander. */
export function action<A extends readonly unknown[], O>(
  language: Language,
  run: (session: Session, given: Given<A, O>) => Promise<void>,
) {
  return async (...all: unknown[]): Promise<void> => {
    const command = all.at(-1) as Command;
    const options = command.optsWithGlobals<GlobalOptions & O>();
    await run(new Session(language, options), { args: command.processedArgs as unknown as A, options });
  };
}
