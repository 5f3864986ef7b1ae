// The gateway's certificate and SFTP host keys. Nothing else here is a secret: everybody comes by identity.

import { roles } from 'roles.bicep'

param location string
param tags object
param token string
param isPrivate bool
param deployerAddresses string[]
param isPurgeProtected bool
param gatewayPrincipalId string
param deployerPrincipalId string
param deployerPrincipalType string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-${token}'
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: isPurgeProtected ? 90 : 7
    // Once true it can't be taken back.
    enablePurgeProtection: isPurgeProtected ? true : null
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      ipRules: [for address in deployerAddresses: { value: address }]
    }
  }
}

resource gatewayReads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, gatewayPrincipalId, roles.keyVaultSecretsUser)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
    principalId: gatewayPrincipalId
    principalType: 'ServicePrincipal'
  }
}

var ofDeployer = empty(deployerPrincipalId) ? [] : [roles.keyVaultSecretsOfficer, roles.keyVaultCertificatesOfficer]

resource deployerWrites 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in ofDeployer: {
    scope: vault
    name: guid(vault.id, deployerPrincipalId, role)
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: deployerPrincipalId
      principalType: deployerPrincipalType
    }
  }
]

output id string = vault.id
output name string = vault.name
output uri string = vault.properties.vaultUri
