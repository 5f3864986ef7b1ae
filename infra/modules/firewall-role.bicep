// What follows the lists of the comptes may change the rules of one security group, and do nothing else anywhere. No built-in
// role is as narrow: Network Contributor could delete the group, or take the gateways out of it.

param token string
param securityGroupName string
param firewallPrincipalId string

resource securityGroup 'Microsoft.Network/networkSecurityGroups@2024-07-01' existing = {
  name: securityGroupName
}

resource role 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(securityGroup.id, 'rules')
  properties: {
    roleName: 'AMI firewall rules ${token}'
    description: 'Reads one security group and changes its rules.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: [
          'Microsoft.Network/networkSecurityGroups/read'
          'Microsoft.Network/networkSecurityGroups/securityRules/read'
          'Microsoft.Network/networkSecurityGroups/securityRules/write'
          'Microsoft.Network/networkSecurityGroups/securityRules/delete'
        ]
        notActions: []
        dataActions: []
        notDataActions: []
      }
    ]
  }
}

resource firewallWrites 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: securityGroup
  name: guid(securityGroup.id, firewallPrincipalId, role.name)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.name)
    principalId: firewallPrincipalId
    principalType: 'ServicePrincipal'
  }
}
