// The environment of the functions: what shared/environment.ts reads, and what the Functions host and its extensions read.

param clientId string
param hostStorageName string
param blobEndpoint string
param tableEndpoint string
param serviceBusHost string
param insightsConnectionString string
param operatorKeySha256 string
@description('Empty: scans are read by the functions alone.')
param documentIntelligenceEndpoint string
@description('Security group whose rules follow the lists of the comptes. Empty: none.')
param securityGroupId string
param firewallClientId string
param clientPorts string[]
param firewallWidens 'yes' | 'no'

output settings object = {
  AZURE_CLIENT_ID: clientId
  Storage__blobServiceUri: blobEndpoint
  Storage__tableServiceUri: tableEndpoint
  ServiceBus__fullyQualifiedNamespace: serviceBusHost
  AMI_OPERATOR_KEY_SHA256: operatorKeySha256
  // One page at a time beside everything else: an instance of 2 GB has one core. No program can be installed there.
  AMI_SCAN_PROCESSES: '1'
  AMI_SCAN_ENGINE: 'packaged'
  AMI_LOG_LEVEL: 'info'
  // Of the traces that begin here (entries); those of deposits begin at the gateway.
  AMI_TRACE_SAMPLE: '1'
  // The exporter's own numbers, which would go to Microsoft.
  APPLICATION_INSIGHTS_NO_STATSBEAT: 'true'
  ...(empty(documentIntelligenceEndpoint)
    ? {}
    : { AMI_DOCUMENT_INTELLIGENCE_ENDPOINT: documentIntelligenceEndpoint, AMI_DOCUMENT_INTELLIGENCE: 'poor' })
  ...(empty(securityGroupId)
    ? {}
    : {
        AMI_FIREWALL_GROUP: securityGroupId
        AMI_FIREWALL_CLIENT_ID: firewallClientId
        AMI_FIREWALL_PORTS: join(clientPorts, ',')
        AMI_FIREWALL_WIDEN: firewallWidens
      })

  // The triggers' own way to the queues, by the same identity.
  ServiceBus__credential: 'managedidentity'
  ServiceBus__clientId: clientId
  AzureWebJobsStorage__accountName: hostStorageName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${clientId};Authorization=AAD'
}
