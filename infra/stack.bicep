// Everything in the resource group: who is wired to whom. What each thing is stands in its module.

param location string
param tags object
@description('Makes names unique in the world.')
param token string

type profile = {
  dataSku: 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GZRS' | 'Standard_GRS'
  hostSku: 'Standard_LRS' | 'Standard_ZRS'
  @description('Zones of the region that gateways are spread over, and their addresses stand in. None: Azure chooses.')
  zones: ('1' | '2' | '3')[]
  retentionDays: int
  softDeleteDays: int
  malwareScanGBPerMonth: int
  logDays: int
  purgeProtection: bool
  machineSize: string
  diskType: string
  instanceMemoryMB: 512 | 2048 | 4096
  maximumInstanceCount: int
  alwaysReady: { name: string, instanceCount: int }[]
}
param sizes profile

param alertEmail string
param gatewayAdminPublicKey string
param operatorKeySha256 string
param deployerPrincipalId string
param deployerPrincipalType string
param isPrivate bool
param deployerAddresses string[]
param isSftpOn bool
param tlsRequired 'yes' | 'no'
param certificateName string
param gatewayCount int
param gatewayPublicIpIds string[]
param clientAddresses string[]
param firewallFollowsData bool
param firewallWidens 'yes' | 'no'
param hasDocumentIntelligence bool
param hasMalwareScanning bool
param isFunctionsZoneRedundant bool
param nodeVersion '22' | '24'
param budgetAmount int
param budgetStart string

var passivePorts = '10000-11000'
var clientPorts = concat(['21'], isSftpOn ? ['22'] : [], [passivePorts])

module identities 'modules/identities.bicep' = {
  params: { location: location, tags: tags, token: token }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    location: location
    tags: tags
    token: token
    retentionInDays: sizes.logDays
    publisherPrincipalIds: [identities.outputs.functions.principalId, identities.outputs.gateway.principalId]
  }
}

module dataStorage 'modules/data-storage.bicep' = {
  params: {
    location: location
    tags: tags
    token: token
    sku: sizes.dataSku
    retentionDays: sizes.retentionDays
    softDeleteDays: sizes.softDeleteDays
    isPrivate: isPrivate
    functionsPrincipalId: identities.outputs.functions.principalId
    gatewayPrincipalId: identities.outputs.gateway.principalId
    eventsPrincipalId: identities.outputs.events.principalId
  }
}

module hostStorage 'modules/host-storage.bicep' = {
  params: {
    location: location
    tags: tags
    token: token
    sku: sizes.hostSku
    isPrivate: isPrivate
    deployerAddresses: deployerAddresses
    functionsPrincipalId: identities.outputs.functions.principalId
    gatewayPrincipalId: identities.outputs.gateway.principalId
    deployerPrincipalId: deployerPrincipalId
    deployerPrincipalType: deployerPrincipalType
  }
}

module serviceBus 'modules/service-bus.bicep' = {
  params: {
    location: location
    tags: tags
    token: token
    isPrivate: isPrivate
    functionsPrincipalId: identities.outputs.functions.principalId
    eventsPrincipalId: identities.outputs.events.principalId
  }
}

module events 'modules/events.bicep' = {
  params: {
    location: location
    tags: tags
    token: token
    storageId: dataStorage.outputs.id
    deadLetterContainer: dataStorage.outputs.eventDeadLetters
    serviceBusName: serviceBus.outputs.name
    eventsIdentityId: identities.outputs.events.id
  }
}

module vault 'modules/key-vault.bicep' = {
  params: {
    location: location
    tags: tags
    token: token
    isPrivate: isPrivate
    deployerAddresses: deployerAddresses
    isPurgeProtected: sizes.purgeProtection
    gatewayPrincipalId: identities.outputs.gateway.principalId
    deployerPrincipalId: deployerPrincipalId
    deployerPrincipalType: deployerPrincipalType
  }
}

module malwareScanning 'modules/malware-scanning.bicep' = if (hasMalwareScanning) {
  params: { accountName: dataStorage.outputs.name, capGBPerMonth: sizes.malwareScanGBPerMonth }
}

module reader 'modules/document-intelligence.bicep' = if (hasDocumentIntelligence) {
  params: {
    location: location
    tags: tags
    token: token
    isPrivate: isPrivate
    functionsPrincipalId: identities.outputs.functions.principalId
  }
}

module network 'modules/network.bicep' = {
  params: {
    location: location
    tags: tags
    token: token
    clientPorts: clientPorts
    clientAddresses: clientAddresses
    followsData: firewallFollowsData
    isPrivate: isPrivate
  }
}

module firewallRole 'modules/firewall-role.bicep' = if (firewallFollowsData) {
  params: {
    token: token
    securityGroupName: network.outputs.securityGroupName
    firewallPrincipalId: identities.outputs.firewall.principalId
  }
}

module endpoints 'modules/private-endpoints.bicep' = if (isPrivate) {
  params: {
    location: location
    tags: tags
    token: token
    subnetId: network.outputs.endpointsSubnetId
    networkId: network.outputs.networkId
    dataStorageId: dataStorage.outputs.id
    hostStorageId: hostStorage.outputs.id
    serviceBusId: serviceBus.outputs.id
    vaultId: vault.outputs.id
    documentIntelligenceId: reader.?outputs.id ?? ''
  }
}

module functionsSettings 'modules/functions-settings.bicep' = {
  params: {
    clientId: identities.outputs.functions.clientId
    hostStorageName: hostStorage.outputs.name
    blobEndpoint: dataStorage.outputs.blobEndpoint
    tableEndpoint: dataStorage.outputs.tableEndpoint
    serviceBusHost: serviceBus.outputs.host
    insightsConnectionString: monitoring.outputs.insightsConnectionString
    operatorKeySha256: operatorKeySha256
    documentIntelligenceEndpoint: reader.?outputs.endpoint ?? ''
    securityGroupId: firewallFollowsData ? network.outputs.securityGroupId : ''
    firewallClientId: identities.outputs.firewall.clientId
    clientPorts: clientPorts
    firewallWidens: firewallWidens
  }
}

module functions 'modules/functions.bicep' = {
  dependsOn: [endpoints]
  params: {
    location: location
    tags: tags
    token: token
    nodeVersion: nodeVersion
    instanceMemoryMB: sizes.instanceMemoryMB
    maximumInstanceCount: sizes.maximumInstanceCount
    alwaysReady: sizes.alwaysReady
    isZoneRedundant: isFunctionsZoneRedundant
    identityId: identities.outputs.functions.id
    furtherIdentityIds: firewallFollowsData ? [identities.outputs.firewall.id] : []
    packagesUri: hostStorage.outputs.functionsPackagesUri
    settings: functionsSettings.outputs.settings
    subnetId: network.outputs.functionsSubnetId
  }
}

module gatewayLogs 'modules/gateway-logs.bicep' = {
  params: { location: location, tags: tags, token: token, workspaceId: monitoring.outputs.workspaceId }
}

module gatewaySettings 'modules/gateway-settings.bicep' = {
  params: {
    clientId: identities.outputs.gateway.clientId
    blobEndpoint: dataStorage.outputs.blobEndpoint
    tableEndpoint: dataStorage.outputs.tableEndpoint
    packagesUri: hostStorage.outputs.gatewayPackagesUri
    vaultUri: vault.outputs.uri
    certificateName: certificateName
    passivePorts: passivePorts
    isSftpOn: isSftpOn
    tlsRequired: tlsRequired
    insightsConnectionString: monitoring.outputs.insightsConnectionString
  }
}

module gateway 'modules/gateway-machine.bicep' = [
  for i in range(0, gatewayCount): {
    dependsOn: [endpoints]
    params: {
      location: location
      tags: tags
      name: 'gateway-${i + 1}'
      zones: sizes.zones
      // One zone a gateway, in turn.
      machineZone: empty(sizes.zones) ? '' : sizes.zones[i % max(1, length(sizes.zones))]
      size: sizes.machineSize
      diskType: sizes.diskType
      subnetId: network.outputs.gatewaySubnetId
      existingPublicIpId: i < length(gatewayPublicIpIds) ? gatewayPublicIpIds[i] : ''
      identityId: identities.outputs.gateway.id
      settings: gatewaySettings.outputs.settings
      adminPublicKey: gatewayAdminPublicKey
      dataCollectionRuleId: gatewayLogs.outputs.id
    }
  }
]

module actionGroup 'modules/action-group.bicep' = {
  params: { tags: tags, token: token, email: alertEmail }
}

module alerts 'modules/alerts.bicep' = {
  params: {
    tags: tags
    token: token
    actionGroupId: actionGroup.outputs.id
    serviceBusId: serviceBus.outputs.id
    eventTopicId: events.outputs.topicId
    insightsId: monitoring.outputs.insightsId
  }
}

module logAlerts 'modules/log-alerts.bicep' = {
  params: {
    location: location
    tags: tags
    token: token
    actionGroupId: actionGroup.outputs.id
    workspaceId: monitoring.outputs.workspaceId
    gatewayCount: gatewayCount
  }
}

module metricAlerts 'modules/metric-alerts.bicep' = {
  params: {
    location: location
    tags: tags
    token: token
    actionGroupId: actionGroup.outputs.id
    workspaceId: monitoring.outputs.workspaceId
  }
}

module board 'modules/workbook.bicep' = {
  params: { location: location, tags: tags, token: token, workspaceId: monitoring.outputs.workspaceId }
}

module budget 'modules/budget.bicep' = if (budgetAmount > 0 && !empty(alertEmail)) {
  params: { token: token, amount: budgetAmount, email: alertEmail, start: budgetStart }
}

output functionsName string = functions.outputs.name
output functionsHost string = functions.outputs.host
output gatewayAddresses string[] = [for i in range(0, gatewayCount): gateway[i].outputs.address]
output gatewayPackagesUri string = hostStorage.outputs.gatewayPackagesUri
output vaultUri string = vault.outputs.uri
