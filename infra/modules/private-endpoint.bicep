// One service inside the network, and its name there.

param location string
param tags object
param name string
param subnetId string
param networkId string
param serviceId string
@description('Which part of the service: blob, table, namespace, vault, account.')
param group string
param zoneName string
@description('Whether the zone is there already, made for another service.')
param isZoneShared bool = false

resource newZone 'Microsoft.Network/privateDnsZones@2024-06-01' = if (!isZoneShared) {
  name: zoneName
  location: 'global'
  tags: tags

  resource link 'virtualNetworkLinks' = {
    name: 'gateway'
    location: 'global'
    tags: tags
    properties: { registrationEnabled: false, virtualNetwork: { id: networkId } }
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-07-01' = {
  name: 'pe-${name}'
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      { name: name, properties: { privateLinkServiceId: serviceId, groupIds: [group] } }
    ]
  }

  resource names 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        { name: group, properties: { privateDnsZoneId: resourceId('Microsoft.Network/privateDnsZones', zoneName) } }
      ]
    }
    dependsOn: [newZone]
  }
}
