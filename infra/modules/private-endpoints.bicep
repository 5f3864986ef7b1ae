// Storage, Service Bus and Key Vault inside the network, and nowhere else.

param location string
param tags object
param token string
param subnetId string
param networkId string
param dataStorageId string
param hostStorageId string
param serviceBusId string
param vaultId string
@description('Empty: there is none.')
param documentIntelligenceId string

var suffix = environment().suffixes.storage
var blobZone = 'privatelink.blob.${suffix}'
var services = concat(
  [
    { name: 'data-blob', id: dataStorageId, group: 'blob', zone: blobZone }
    { name: 'data-table', id: dataStorageId, group: 'table', zone: 'privatelink.table.${suffix}' }
    { name: 'service-bus', id: serviceBusId, group: 'namespace', zone: 'privatelink.servicebus.windows.net' }
    { name: 'vault', id: vaultId, group: 'vault', zone: 'privatelink.vaultcore.azure.net' }
  ],
  empty(documentIntelligenceId)
    ? []
    : [
        {
          name: 'document-intelligence'
          id: documentIntelligenceId
          group: 'account'
          zone: 'privatelink.cognitiveservices.azure.com'
        }
      ]
)

module endpoint 'private-endpoint.bicep' = [
  for s in services: {
    params: {
      location: location
      tags: tags
      name: '${s.name}-${token}'
      subnetId: subnetId
      networkId: networkId
      serviceId: s.id
      group: s.group
      zoneName: s.zone
    }
  }
]

// The second account shares the zones of the first.
module hostEndpoint 'private-endpoint.bicep' = [
  for part in ['blob', 'table']: {
    dependsOn: [endpoint]
    params: {
      location: location
      tags: tags
      name: 'host-${part}-${token}'
      subnetId: subnetId
      networkId: networkId
      serviceId: hostStorageId
      group: part
      zoneName: 'privatelink.${part}.${suffix}'
      isZoneShared: true
    }
  }
]
