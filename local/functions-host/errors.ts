/**
 * What the person who starts the host must correct: a setting, host.json, or a function that asks for something the
 * local host does not do. The message says what, where and what to do; it is shown without a stack.
 */
export class HostError extends Error {
  override name = 'HostError';
}

/** A function's option that exists in Azure and not here: refused at load, never ignored. */
export function refuse(functionName: string, what: string, advice: string): never {
  throw new HostError(`function "${functionName}": ${what} is not supported by the local functions host. ${advice}`);
}

/** An invocation that ran past host.json's functionTimeout. */
export class FunctionTimeoutError extends Error {
  override name = 'FunctionTimeoutError';

  constructor(functionName: string, timeoutMs: number) {
    super(`function "${functionName}" ran past functionTimeout (${timeoutMs} ms)`);
  }
}
