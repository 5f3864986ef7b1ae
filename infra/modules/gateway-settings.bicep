// The environment of a gateway: what shared/environment.ts reads, and (DEPLOY_) what infra/gateway/ami-gateway-update reads.
// A gateway's name and address are its machine's.

param clientId string
param blobEndpoint string
param tableEndpoint string
param packagesUri string
param vaultUri string
param certificateName string
param passivePorts string
param isSftpOn bool
param tlsRequired 'yes' | 'no'
param insightsConnectionString string

output settings object = {
  AZURE_CLIENT_ID: clientId
  Storage__blobServiceUri: blobEndpoint
  Storage__tableServiceUri: tableEndpoint
  AMI_FTP_PORT: '21'
  AMI_FTP_PASSIVE: passivePorts
  AMI_TLS_REQUIRED: tlsRequired
  AMI_GATEWAY_HTTP: '127.0.0.1:8021'
  AMI_DRAIN_SECONDS: '120'
  AMI_LOG_LEVEL: 'info'
  // Traces of deposits begin here: this share of them is kept, and the functions keep the same ones.
  AMI_TRACE_SAMPLE: '1'
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  // The exporter's own numbers, which would go to Microsoft.
  APPLICATION_INSIGHTS_NO_STATSBEAT: 'true'
  ...(isSftpOn ? { AMI_SFTP_PORT: '22' } : {})

  DEPLOY_PACKAGES_URI: packagesUri
  DEPLOY_VAULT_URI: vaultUri
  DEPLOY_CERTIFICATE: certificateName
}
