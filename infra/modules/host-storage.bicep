// What runs the programs and belongs to nobody: their packages, and the leases of the Functions host. Apart from the
// documents, so that the wide role which the host asks for reaches none of them.

import { roles } from 'roles.bicep'

param location string
param tags object
param token string
param sku 'Standard_LRS' | 'Standard_ZRS'
param isPrivate bool
@description('Addresses from which packages are brought where the network is private.')
param deployerAddresses string[]
param functionsPrincipalId string
param gatewayPrincipalId string
@description('Who deploys: brings the package of the gateway. Empty: nobody.')
param deployerPrincipalId string
param deployerPrincipalType string

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'sthost${token}'
  location: location
  tags: tags
  sku: { name: sku }
  kind: 'StorageV2'
  properties: {
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      ipRules: [for address in deployerAddresses: { value: address, action: 'Allow' }]
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: { enabled: true, days: 7 }
  }
}

resource functionsPackages 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: blobs
  name: 'functions-packages'
  properties: { publicAccess: 'None' }
}

resource gatewayPackages 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: blobs
  name: 'gateway-packages'
  properties: { publicAccess: 'None' }
}

// The host asks for Owner on the account that holds its leases (AzureWebJobsStorage); no document is in this one.
var onAccount = [roles.storageBlobDataOwner, roles.storageTableDataContributor]

resource hostAssignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in onAccount: {
    scope: account
    name: guid(account.id, functionsPrincipalId, role)
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: functionsPrincipalId
      principalType: 'ServicePrincipal'
    }
  }
]

resource gatewayReads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: gatewayPackages
  name: guid(gatewayPackages.id, gatewayPrincipalId, roles.storageBlobDataReader)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataReader)
    principalId: gatewayPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource deployerWrites 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(deployerPrincipalId)) {
  scope: gatewayPackages
  name: guid(gatewayPackages.id, deployerPrincipalId, roles.storageBlobDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageBlobDataContributor
    )
    principalId: deployerPrincipalId
    principalType: deployerPrincipalType
  }
}

output id string = account.id
output name string = account.name
output functionsPackagesUri string = '${account.properties.primaryEndpoints.blob}${functionsPackages.name}'
output gatewayPackagesUri string = '${account.properties.primaryEndpoints.blob}${gatewayPackages.name}'
