// The functions on Flex Consumption: they scale by queue, each function by itself.

param location string
param tags object
param token string
@allowed(['22', '24'])
param nodeVersion string
@allowed([512, 2048, 4096])
param instanceMemoryMB int
param maximumInstanceCount int
@description('Instances that are always there, by function (`function:<name>`) or group (`http`): for what somebody waits on.')
param alwaysReady { name: string, instanceCount: int }[]
@description('Azure keeps at least two instances of each function then, in two zones, and bills them. Packages must be in ZRS storage.')
param isZoneRedundant bool
@description('As whom the app runs: reaches its own storage, queues and package.')
param identityId string
@description('As whom it may act besides, where its code asks for it by name.')
param furtherIdentityIds string[]
@description('Where the package lies: a container.')
param packagesUri string
param settings object
@description('Subnet for private networks; empty: none.')
param subnetId string

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: 'plan-${token}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true, zoneRedundant: isZoneRedundant }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: 'func-${token}'
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: toObject(concat([identityId], furtherIdentityIds), id => id, id => {})
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packagesUri
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      runtime: { name: 'node', version: nodeVersion }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReady
        // Of messages host.json says how many are handled at one time; of requests this.
        triggers: { http: { perInstanceConcurrency: 32 } }
      }
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: settings
  }

  // No passwords for deployments.
  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }
}

output id string = app.id
output name string = app.name
output host string = app.properties.defaultHostName
