import type {
  DocumentIntelligenceErrorOutput,
  DocumentIntelligenceInnerErrorOutput,
} from '@azure-rest/ai-document-intelligence';
import type { Unreadable } from '../ports/scan-reader.ts';

/** What the service said no to. `status`: of HTTP; 200 where a reading that had begun failed. */
export interface ServiceFailure {
  readonly status: number;
  readonly endpoint: string;
  readonly error: DocumentIntelligenceErrorOutput | undefined;
}

/** Codes that speak of the picture: another try ends the same way. */
const OF_CONTENT: readonly string[] = [
  'InvalidContent',
  'InvalidContentDimensions',
  'InvalidContentLength',
  'UnsupportedContent',
];
/** Content too large, unsupported media type. */
const OF_CONTENT_STATUS: readonly number[] = [413, 415];
const OF_SERVICE: readonly string[] = ['InternalServerError', 'ServiceUnavailable'];

const SERVICE = 'Azure AI Document Intelligence';

/**
 * `unreadable` where the picture is refused.
 *
 * Source: https://learn.microsoft.com/azure/ai-services/document-intelligence/v3-error-guide (its v4.0).
 *
 * @throws Error for everything else, with what to check where the set-up is wrong.
 */
export function failureOf({ status, endpoint, error }: ServiceFailure): Unreadable {
  const codes = error ? codesOf(error) : [];
  const told = [`HTTP ${status}`, ...codes].join(', ');
  if (status === 401 || status === 403)
    throw new Error(
      `${SERVICE} refused this program's identity (${told}). Check that the identity has the role "Cognitive Services ` +
        'User" on the resource, that the endpoint is the resource\'s own (https://<name>.cognitiveservices.azure.com, ' +
        'not that of a region), and that its network rules let this program in.',
    );
  if (status === 404)
    throw new Error(
      `${SERVICE} has nothing at ${endpoint} (${told}). Check AMI_DOCUMENT_INTELLIGENCE_ENDPOINT, and that the resource ` +
        'is one of Document Intelligence.',
    );
  const isContent = codes.find((code) => OF_CONTENT.includes(code));
  if (status < 500 && isContent && !codes.some((code) => OF_SERVICE.includes(code))) return refused(isContent);
  if (OF_CONTENT_STATUS.includes(status)) return refused(`HTTP ${status}`);
  if (status === 429) throw new Error(`${SERVICE} is asked too much at this moment (${told})`);
  throw new Error(`${SERVICE} failed (${told})`);
}

function refused(code: string): Unreadable {
  return { kind: 'unreadable', reason: 'SCAN_SERVICE_REFUSED', params: { code } };
}

/** The codes of an error, its details and what lies within them; never its messages, which may quote anything. */
function codesOf(error: DocumentIntelligenceErrorOutput | DocumentIntelligenceInnerErrorOutput): string[] {
  const within = error.innererror ? codesOf(error.innererror) : [];
  const beside = 'details' in error ? (error.details ?? []).flatMap(codesOf) : [];
  const own = typeof error.code === 'string' ? [error.code.slice(0, 80)] : [];
  return [...new Set([...own, ...within, ...beside])];
}
