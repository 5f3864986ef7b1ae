// For `az deployment sub create`; azd uses main.parameters.json.
using 'main.bicep'

param environmentName = 'ami-dev'
param location = 'francecentral'
param profile = 'dev'
param gatewayAdminPublicKey = readEnvironmentVariable('AMI_GATEWAY_ADMIN_PUBLIC_KEY', '')
param alertEmail = readEnvironmentVariable('AMI_ALERT_EMAIL', '')
param operatorKeySha256 = readEnvironmentVariable('AMI_OPERATOR_KEY_SHA256', '')
param deployerPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
