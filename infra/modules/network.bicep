// The gateway's network, and who may knock.

param location string
param tags object
param token string
@description('Ports and ranges of them that clients come to: those of the gateway.')
param clientPorts string[]
@description('CIDRs that may reach the gateway whatever the lists of the comptes say; `*`: nobody or everybody, see followsData.')
param clientAddresses string[]
@description('The functions keep rules for the addresses on the lists of the comptes. Without: all of clientAddresses come through.')
param followsData bool
param isPrivate bool

// Made once and never written again as a whole: a write would take the rules away that the functions keep in it. Its other
// rules stand below, each for itself.
@onlyIfNotExists()
resource rules 'Microsoft.Network/networkSecurityGroups@2024-07-01' = {
  name: 'nsg-gateway-${token}'
  location: location
  tags: tags
  properties: {}
}

var isListed = clientAddresses != ['*']
// Always there, and turned into a refusal where it has nobody to let in: a deployment does not take rules away.
var isClientsOpen = !followsData || isListed

resource clients 'Microsoft.Network/networkSecurityGroups/securityRules@2024-07-01' = {
  parent: rules
  name: 'clients'
  properties: {
    description: 'FTP, FTPS on the same port, SFTP, passive data connections.'
    priority: isClientsOpen ? 100 : 3000
    direction: 'Inbound'
    access: isClientsOpen ? 'Allow' : 'Deny'
    protocol: 'Tcp'
    ...(length(clientAddresses) == 1
      ? { sourceAddressPrefix: clientAddresses[0] }
      : { sourceAddressPrefixes: clientAddresses })
    sourcePortRange: '*'
    destinationAddressPrefix: '*'
    destinationPortRanges: clientPorts
  }
}

resource nobodyElse 'Microsoft.Network/networkSecurityGroups/securityRules@2024-07-01' = {
  parent: rules
  // One after the other: the group takes one write at a time.
  dependsOn: [clients]
  name: 'nobody-else'
  properties: {
    description: 'Neighbours in the network have no business with the gateways either.'
    // The rules of the functions are 1000 to 1999. Where none are wanted this one stands before those that may be left.
    priority: followsData ? 4000 : 900
    direction: 'Inbound'
    access: 'Deny'
    protocol: '*'
    sourceAddressPrefix: '*'
    sourcePortRange: '*'
    destinationAddressPrefix: '*'
    destinationPortRange: '*'
  }
}

resource network 'Microsoft.Network/virtualNetworks@2024-07-01' = {
  dependsOn: [nobodyElse]
  name: 'vnet-${token}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.40.0.0/24'] }
    subnets: concat(
      [
        {
          name: 'gateway'
          properties: { addressPrefix: '10.40.0.0/26', networkSecurityGroup: { id: rules.id } }
        }
      ],
      isPrivate
        ? [
            {
              name: 'functions'
              properties: {
                addressPrefix: '10.40.0.64/26'
                delegations: [
                  { name: 'flex', properties: { serviceName: 'Microsoft.App/environments' } }
                ]
              }
            }
            {
              name: 'endpoints'
              properties: { addressPrefix: '10.40.0.128/26', privateEndpointNetworkPolicies: 'Enabled' }
            }
          ]
        : []
    )
  }
}

output securityGroupId string = rules.id
output securityGroupName string = rules.name
output networkId string = network.id
output gatewaySubnetId string = '${network.id}/subnets/gateway'
output functionsSubnetId string = isPrivate ? '${network.id}/subnets/functions' : ''
output endpointsSubnetId string = isPrivate ? '${network.id}/subnets/endpoints' : ''
