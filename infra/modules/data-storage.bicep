// The documents, their history and the tables: what a firm must not lose.

import { roles } from 'roles.bicep'

param location string
param tags object
param token string
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS', 'Standard_GRS'])
param sku string
@description('Days for which the bytes of a deposit can be neither changed nor deleted; 0: no such rule.')
@minValue(0)
param retentionDays int
@description('Days for which deleted blobs and containers can be brought back.')
param softDeleteDays int
param isPrivate bool
param functionsPrincipalId string
param gatewayPrincipalId string
param eventsPrincipalId string

// shared/ports/blobs.ts
var containers = [
  'deposits'
  'config'
  'returns'
  'staging'
  'export'
  'journal'
  'state'
  'readings'
  'archive'
]
// shared/ports/tables.ts
var tables = ['state', 'logins']
var eventDeadLetters = 'event-dead-letters'

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'stdata${token}'
  location: location
  tags: tags
  sku: { name: sku }
  kind: 'StorageV2'
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Enabled'
    // Event Grid comes in as a trusted service; everybody else through the private endpoints.
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: softDeleteDays }
    containerDeleteRetentionPolicy: { enabled: true, days: softDeleteDays }
  }
}

// Versions are what may not change, not names: the empty blob by which the gateway drops the blocks of a broken upload
// can then still be deleted (its version stays, of no bytes). A rule on the whole container would refuse that.
resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = [
  for name in containers: {
    parent: blobs
    name: name
    properties: {
      publicAccess: 'None'
      ...(name == 'deposits' && retentionDays > 0 ? { immutableStorageWithVersioning: { enabled: true } } : {})
    }
  }
]

// Unlocked: who has the right may shorten it, or lift it from single versions, where the law asks for a deletion.
resource retention 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2024-01-01' = if (retentionDays > 0) {
  parent: container[0]
  name: 'default'
  properties: {
    immutabilityPeriodSinceCreationInDays: retentionDays
    allowProtectedAppendWrites: false
  }
}

resource deadLetters 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: blobs
  name: eventDeadLetters
  properties: { publicAccess: 'None' }
}

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2024-01-01' = [
  for name in tables: {
    parent: tableService
    name: name
  }
]

// `staging` has no rule: what lies there was acknowledged to a client, and a person decides about it.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2024-01-01' = {
  parent: account
  name: 'default'
  dependsOn: [blobs]
  properties: {
    policy: {
      rules: [
        {
          name: 'documents-cool-down'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['deposits/', 'archive/'] }
            actions: { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 180 } } }
          }
        }
        {
          // Versions of `deposits` end with their retention and by a person's hand.
          name: 'old-versions-go'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: [for name in filter(containers, c => c != 'deposits'): '${name}/']
            }
            actions: { version: { delete: { daysAfterCreationGreaterThan: 30 } } }
          }
        }
        {
          name: 'undelivered-events-go'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['${eventDeadLetters}/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 90 } } }
          }
        }
      ]
    }
  }
}

var onAccount = [
  { principalId: functionsPrincipalId, role: roles.storageBlobDataContributor }
  { principalId: functionsPrincipalId, role: roles.storageTableDataContributor }
  { principalId: gatewayPrincipalId, role: roles.storageBlobDataContributor }
  { principalId: gatewayPrincipalId, role: roles.storageTableDataContributor }
]

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for a in onAccount: {
    scope: account
    name: guid(account.id, a.principalId, a.role)
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', a.role)
      principalId: a.principalId
      principalType: 'ServicePrincipal'
    }
  }
]

resource writesDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: deadLetters
  name: guid(deadLetters.id, eventsPrincipalId, roles.storageBlobDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageBlobDataContributor
    )
    principalId: eventsPrincipalId
    principalType: 'ServicePrincipal'
  }
}

output id string = account.id
output name string = account.name
output blobEndpoint string = account.properties.primaryEndpoints.blob
output tableEndpoint string = account.properties.primaryEndpoints.table
output eventDeadLetters string = deadLetters.name
