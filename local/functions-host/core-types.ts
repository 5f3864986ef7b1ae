/**
 * The part of the contract between the Functions host and the library @azure/functions (programming model v4) that this
 * host uses. The library's own types call it `@azure/functions-core`, a module only the Azure worker supplies.
 * Source: types-core of the Azure Functions Node.js worker.
 */

export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';
export type LogCategory = 'user' | 'system' | 'customMetric';

/** A value that crosses the host's border: exactly one of the properties is set. */
export type TypedData = {
  string?: string | null;
  json?: string | null;
  bytes?: Uint8Array | null;
  int?: number | null;
  double?: number | null;
  http?: HttpData | null;
};

export type HttpCookie = {
  name: string;
  value: string;
  domain?: { value?: string | null } | null;
  path?: { value?: string | null } | null;
  expires?: { value?: { seconds?: number; nanos?: number } | null } | null;
  secure?: { value?: boolean | null } | null;
  httpOnly?: { value?: boolean | null } | null;
  sameSite?: 'none' | 'lax' | 'strict' | 'explicitNone' | null;
  maxAge?: { value?: number | null } | null;
};

/** A request on its way in, or a response on its way out. */
export type HttpData = {
  method?: string;
  url?: string;
  nullableHeaders?: Record<string, { value: string }>;
  nullableQuery?: Record<string, { value: string }>;
  nullableParams?: Record<string, { value: string }>;
  body?: TypedData | null;
  statusCode?: string;
  headers?: Record<string, string>;
  cookies?: HttpCookie[];
  enableContentNegotiation?: boolean;
};

/** A trigger, an input or an output, with the options the app gave it. */
export type Binding = { type: string; direction: 'in' | 'out'; [option: string]: unknown };

/** What the library registers for a function: one trigger among its bindings. */
export type FunctionMetadata = { name: string; bindings: Record<string, Binding>; retryOptions?: unknown };

export type FunctionCallback = (...inputs: unknown[]) => unknown;

export type InvocationRequest = {
  invocationId: string;
  inputData: { name: string; data: TypedData }[];
  triggerMetadata?: Record<string, TypedData>;
  traceContext: { traceParent: string; traceState?: string };
};

export type InvocationResponse = { returnValue?: TypedData | null };

export type InvocationState = 'preInvocationHooks' | 'invocation' | 'postInvocationHooks';

export type CoreInvocationContext = {
  invocationId: string;
  request: InvocationRequest;
  metadata: FunctionMetadata;
  state: InvocationState | undefined;
  log(level: LogLevel, category: LogCategory, message: string): void;
};

export type InvocationModel = {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], callback: FunctionCallback): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<InvocationResponse>;
};

export type ProgrammingModel = {
  name: string;
  version: string;
  getInvocationModel(context: CoreInvocationContext): InvocationModel;
  /** Locks app.setup; answers HttpUri when the app asked for HTTP streaming. */
  getCapabilities(capabilities: Record<string, string>): Promise<Record<string, string>>;
};

export type HookContext = { hookData: Record<string, unknown>; [property: string]: unknown };
export type HookCallback = (context: HookContext) => unknown;
