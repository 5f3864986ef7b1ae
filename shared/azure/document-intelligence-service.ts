import type { TokenCredential } from '@azure/identity';
import type {
  AnalyzeOperationOutput,
  DocumentIntelligenceClient,
  DocumentIntelligenceClientOptions,
  DocumentIntelligenceErrorOutput,
  DocumentPageOutput,
} from '@azure-rest/ai-document-intelligence';
import type { Unreadable } from '../ports/scan-reader.ts';
import { failureOf } from './document-intelligence-failure.ts';

export interface ServiceOptions {
  /** How long is waited between two questions whether a page is read, unless the service says. Default 1 s. */
  readonly pollMs?: number;
  /** Further options of the SDK's client, for tests. */
  readonly client?: DocumentIntelligenceClientOptions;
}

/** The version of the service's API whose answers are understood here. */
export const API_VERSION = '2024-11-30';
const MODEL = 'prebuilt-read';

export type Answer = { readonly kind: 'read'; readonly page: DocumentPageOutput } | Unreadable;

/**
 * Asks the service to read the letters of one page (PNG). Throttling and passing failures are tried again by the SDK, as
 * long as the service says; then it throws Error.
 *
 * Source: https://learn.microsoft.com/rest/api/aiservices/document-models/analyze-document (2024-11-30).
 */
export function createService(
  endpoint: string,
  credential: TokenCredential,
  { pollMs = 1000, client: further = {} }: ServiceOptions = {},
): (png: Uint8Array, signal: AbortSignal) => Promise<Answer> {
  let opened: DocumentIntelligenceClient | undefined;
  return async (png, abortSignal) => {
    // Loaded where it is used: most deployments never do.
    const sdk = await import('@azure-rest/ai-document-intelligence');
    opened ??= sdk.default(endpoint.replace(/\/+$/, ''), credential, { ...further, apiVersion: API_VERSION });
    const client = opened;
    const initial = await client
      .path('/documentModels/{modelId}:analyze', MODEL)
      .post({ contentType: 'image/png', body: png, abortSignal });
    if (sdk.isUnexpected(initial)) return failed(initial, endpoint);

    const poller = sdk.getLongRunningPoller(client, initial, { intervalInMs: pollMs });
    try {
      const { body } = await poller.pollUntilDone({ abortSignal });
      return pageOf(body as AnalyzeOperationOutput);
    } catch (error) {
      if (abortSignal.aborted || poller.operationState?.status !== 'failed') throw error;
      // The poller tells why in words only, and calls a refused question a failure of the reading.
      const id = sdk.parseResultIdFromResponse(initial);
      const again = await client
        .path('/documentModels/{modelId}/analyzeResults/{resultId}', MODEL, id)
        .get({ abortSignal });
      if (sdk.isUnexpected(again)) return failed(again, endpoint);
      if (again.body.status === 'succeeded') return pageOf(again.body);
      if (again.body.status === 'failed') return failureOf({ status: 200, endpoint, error: again.body.error });
      throw error;
    }
  };
}

interface Refused {
  readonly status: string;
  readonly body: { readonly error?: DocumentIntelligenceErrorOutput } | string | undefined;
}

/** @throws Error unless it is the picture that is refused. */
function failed({ status, body }: Refused, endpoint: string): Unreadable {
  // What stands before the service may answer in plain text.
  const error = typeof body === 'object' ? body.error : undefined;
  return failureOf({ status: Number(status), endpoint, error });
}

function pageOf({ analyzeResult }: AnalyzeOperationOutput): Answer {
  const page = analyzeResult?.pages?.[0];
  if (!page) throw new Error('Azure AI Document Intelligence answered without a page');
  return { kind: 'read', page };
}
