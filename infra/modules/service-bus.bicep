// The queues. Messages name what to do; nothing of a document is in them.

import { roles } from 'roles.bicep'

param location string
param tags object
param token string
@description('Private endpoints exist in Premium only (price class: hundreds of euros a month for one unit, where Standard costs about ten).')
param isPrivate bool
param functionsPrincipalId string
param eventsPrincipalId string

// shared/ports/bus.ts. Lock, deliveries and window are those of local/service-bus/Config.json, which the tests compare.
var queues = ['deposits', 'config', 'returns', 'publish', 'reading', 'backlog']
// What Event Grid writes to, in the order of their containers.
var eventQueues = ['deposits', 'config', 'returns']

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: 'sb-${token}'
  location: location
  tags: tags
  sku: isPrivate ? { name: 'Premium', tier: 'Premium', capacity: 1 } : { name: 'Standard', tier: 'Standard' }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled'
  }
}

// Event Grid comes in as a trusted service. Standard knows no such rules.
resource network 'Microsoft.ServiceBus/namespaces/networkRuleSets@2024-01-01' = if (isPrivate) {
  parent: namespace
  name: 'default'
  properties: {
    defaultAction: 'Deny'
    publicNetworkAccess: 'Enabled'
    trustedServiceAccessEnabled: true
  }
}

resource queue 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [
  for name in queues: {
    parent: namespace
    name: name
    properties: {
      lockDuration: 'PT1M'
      maxDeliveryCount: 5
      requiresDuplicateDetection: true
      duplicateDetectionHistoryTimeWindow: 'PT5M'
      requiresSession: false
      // Longer than anybody is away: what expires goes back to its queue all the same (docs/adr/0006).
      defaultMessageTimeToLive: 'P14D'
      deadLetteringOnMessageExpiration: true
      maxSizeInMegabytes: 5120
    }
  }
]

var onNamespace = [roles.serviceBusDataSender, roles.serviceBusDataReceiver]

resource functionsAssignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in onNamespace: {
    scope: namespace
    name: guid(namespace.id, functionsPrincipalId, role)
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: functionsPrincipalId
      principalType: 'ServicePrincipal'
    }
  }
]

resource eventsAssignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (name, i) in eventQueues: {
    scope: queue[i]
    name: guid(queue[i].id, name, eventsPrincipalId, roles.serviceBusDataSender)
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)
      principalId: eventsPrincipalId
      principalType: 'ServicePrincipal'
    }
  }
]

output id string = namespace.id
output name string = namespace.name
output host string = replace(replace(namespace.properties.serviceBusEndpoint, 'https://', ''), ':443/', '')
