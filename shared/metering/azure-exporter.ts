import { DefaultAzureCredential } from '@azure/identity';
import { AzureMonitorMetricExporter } from '@azure/monitor-opentelemetry-exporter';
import type { PushMetricExporter } from '@opentelemetry/sdk-metrics';

/** To Application Insights, by identity. What can't be sent is lost: a function's disk is no place to keep it. */
export function azureExporter(connectionString: string, clientId: string | undefined): PushMetricExporter {
  const credential = new DefaultAzureCredential(clientId ? { managedIdentityClientId: clientId } : {});
  return new AzureMonitorMetricExporter({ connectionString, credential, disableOfflineStorage: true });
}
