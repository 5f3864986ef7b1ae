// For `az deployment sub create`; azd uses main.parameters.json with AMI_PROFILE=prod.
using 'main.bicep'

param environmentName = 'ami-prod'
param location = 'francecentral'
param profile = 'prod'
param gatewayAdminPublicKey = readEnvironmentVariable('AMI_GATEWAY_ADMIN_PUBLIC_KEY', '')
param alertEmail = readEnvironmentVariable('AMI_ALERT_EMAIL', '')
param operatorKeySha256 = readEnvironmentVariable('AMI_OPERATOR_KEY_SHA256', '')
param deployerPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param sftp = 'on'
// An address that firms have in their firewalls already:
// param gatewayPublicIpIds = ['/subscriptions/.../resourceGroups/.../providers/Microsoft.Network/publicIPAddresses/...']
