// One identity for each component, so that what one may do the others may not; and one for the only thing that the functions
// do to the network.

param location string
param tags object
param token string

resource functions 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-functions-${token}'
  location: location
  tags: tags
}

resource gateway 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-gateway-${token}'
  location: location
  tags: tags
}

resource events 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-events-${token}'
  location: location
  tags: tags
}

resource firewall 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-firewall-${token}'
  location: location
  tags: tags
}

@export()
type identity = {
  id: string
  clientId: string
  principalId: string
}

output functions identity = {
  id: functions.id
  clientId: functions.properties.clientId
  principalId: functions.properties.principalId
}
output gateway identity = {
  id: gateway.id
  clientId: gateway.properties.clientId
  principalId: gateway.properties.principalId
}
output events identity = {
  id: events.id
  clientId: events.properties.clientId
  principalId: events.properties.principalId
}
output firewall identity = {
  id: firewall.id
  clientId: firewall.properties.clientId
  principalId: firewall.properties.principalId
}
