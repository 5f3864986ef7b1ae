// The gateway's network, and who may knock.

param location string
param tags object
param token string
@description('Passive ports of FTP, as the gateway has them: 10000-11000.')
param passivePorts string
param isSftpOn bool
@description('CIDRs that may reach the gateway, or `*`: it keeps the lists of the comptes by itself.')
param clientAddresses string[]
param isPrivate bool

resource rules 'Microsoft.Network/networkSecurityGroups@2024-07-01' = {
  name: 'nsg-gateway-${token}'
  location: location
  tags: tags
  properties: {
    securityRules: [
      {
        name: 'clients'
        properties: {
          description: 'FTP, FTPS on the same port, SFTP, passive data connections.'
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          ...(length(clientAddresses) == 1
            ? { sourceAddressPrefix: clientAddresses[0] }
            : { sourceAddressPrefixes: clientAddresses })
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRanges: concat(['21'], isSftpOn ? ['22'] : [], [passivePorts])
        }
      }
      {
        // Neighbours in the network have no business with it either.
        name: 'nobody-else'
        properties: {
          priority: 4000
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2024-07-01' = {
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

output networkId string = network.id
output gatewaySubnetId string = '${network.id}/subnets/gateway'
output functionsSubnetId string = isPrivate ? '${network.id}/subnets/functions' : ''
output endpointsSubnetId string = isPrivate ? '${network.id}/subnets/endpoints' : ''
