/**
 * The module `@azure/functions-core` as @azure/functions sees it. In Azure the Node.js worker supplies it; here
 * core-module.ts makes that name resolve to this file. Its exports are that contract: nothing else belongs here.
 */
import { type RegisteredFunction, registry } from './app-registry.ts';
import type {
  FunctionCallback,
  FunctionMetadata,
  HookCallback,
  LogCategory,
  LogLevel,
  ProgrammingModel,
} from './core-types.ts';
import { writeSystemLog } from './log.ts';

/** The versions of the worker and the host whose behaviour this module follows (HTTP streaming and log hooks need 4.34). */
export const version = '3.10.0';
export const hostVersion = '4.34.0';

/** Something that can be undone once: a registration. */
export class Disposable {
  static from(...disposables: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const disposable of disposables) disposable.dispose();
    });
  }

  #callOnDispose: (() => unknown) | undefined;

  constructor(callOnDispose: () => unknown) {
    this.#callOnDispose = callOnDispose;
  }

  dispose(): void {
    const callOnDispose = this.#callOnDispose;
    this.#callOnDispose = undefined;
    callOnDispose?.();
  }
}

export function registerFunction(metadata: FunctionMetadata, callback: FunctionCallback): Disposable {
  const registered: RegisteredFunction = registry.addFunction(metadata, callback);
  return new Disposable(() => registry.removeFunction(registered));
}

export function registerHook(hookName: string, callback: HookCallback): Disposable {
  return new Disposable(registry.addHook(hookName, callback));
}

export function setProgrammingModel(model: ProgrammingModel): void {
  registry.programmingModel = model;
}

export function getProgrammingModel(): ProgrammingModel | undefined {
  return registry.programmingModel;
}

export function log(level: LogLevel, category: LogCategory, message: string): void {
  writeSystemLog(level, category, message);
}
