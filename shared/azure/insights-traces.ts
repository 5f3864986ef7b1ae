import type { TokenCredential } from '@azure/identity';
import type { SpanExporter } from '@opentelemetry/sdk-trace-base';

/** Application Insights, reached by identity where there is one. Loads its exporter, which is large, when it is asked for. */
export async function insightsTraces(
  connectionString: string,
  credential: TokenCredential | null,
): Promise<SpanExporter> {
  const { AzureMonitorTraceExporter } = await import('@azure/monitor-opentelemetry-exporter');
  return new AzureMonitorTraceExporter({
    connectionString,
    ...(credential ? { credential } : {}),
    // What can't be sent is dropped: nothing of it is left on a disk.
    disableOfflineStorage: true,
  });
}
