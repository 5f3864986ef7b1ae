import type { FunctionCallback, FunctionMetadata, HookCallback, HookContext, ProgrammingModel } from './core-types.ts';
import { HostError } from './errors.ts';

/** The hooks an app can register; `log` runs synchronously, the others are awaited in turn. */
export const HOOK_NAMES = ['appStart', 'appTerminate', 'preInvocation', 'postInvocation', 'log'] as const;
export type HookName = (typeof HOOK_NAMES)[number];

export type RegisteredFunction = { metadata: FunctionMetadata; callback: FunctionCallback };

/**
 * What the app registers while its modules load. There is one per process, because the module `@azure/functions-core`
 * that fills it is one per process.
 */
class AppRegistry {
  readonly functions: RegisteredFunction[] = [];
  readonly hooks = new Map<HookName, HookCallback[]>(HOOK_NAMES.map((name) => [name, []]));
  /** Shared by the appStart and appTerminate hooks. */
  readonly appHookData: Record<string, unknown> = {};
  programmingModel: ProgrammingModel | undefined;
  /** Once the app has started, what registers late would never be served: it is an error. */
  isLoaded = false;

  addFunction(metadata: FunctionMetadata, callback: FunctionCallback): RegisteredFunction {
    if (this.isLoaded) {
      throw new HostError(
        `function "${metadata.name}" was registered after the app had started; register it on import`,
      );
    }
    // Azure's rule for names. They also name files here.
    if (!/^[a-z][a-z0-9_-]{0,127}$/i.test(metadata.name)) {
      throw new HostError(`function "${metadata.name}": a name is a letter, then letters, digits, "_" or "-"`);
    }
    // Azure compares function names without their case.
    const clash = this.functions.find((f) => f.metadata.name.toLowerCase() === metadata.name.toLowerCase());
    if (clash !== undefined) throw new HostError(`function "${metadata.name}" is registered twice; rename one`);
    const registered = { metadata, callback };
    this.functions.push(registered);
    return registered;
  }

  removeFunction(registered: RegisteredFunction): void {
    remove(this.functions, registered);
  }

  /** @returns a function that removes the hook. */
  addHook(name: string, callback: HookCallback): () => void {
    const callbacks = this.hooks.get(name as HookName);
    if (callbacks === undefined) {
      throw new RangeError(`Unrecognized hook "${name}"; the local functions host knows ${HOOK_NAMES.join(', ')}`);
    }
    callbacks.push(callback);
    return () => remove(callbacks, callback);
  }

  /** Runs the hooks in the order of their registration; the first that throws stops it. */
  async runHooks(name: Exclude<HookName, 'log'>, context: HookContext): Promise<void> {
    for (const callback of this.hooks.get(name) ?? []) await callback(context);
  }
}

function remove<T>(items: T[], item: T): void {
  const index = items.indexOf(item);
  if (index >= 0) items.splice(index, 1);
}

export const registry = new AppRegistry();
export type { AppRegistry };
