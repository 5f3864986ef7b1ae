// One gateway: a machine with a public address of its own. It keeps nothing: it may be deleted and made again any time.

param location string
param tags object
@description('The gateway\'s name, the same as long as it lives: by it it finds what it left when it was killed.')
param name string
@description('Zones that a new address stands in: all of them, so that it can be moved to a gateway in another zone. None: as Azure has it.')
param zones string[]
@description('Zone of the machine; empty: none. Azure refuses to change it on a machine that is there.')
param machineZone string
param size string
param diskType string
param subnetId string
@description('An address that clients know already; empty: a new one.')
param existingPublicIpId string
param identityId string
@description('AMI_... and other settings. The machine reads them again every few minutes, so that a change needs no new machine.')
param settings object
@description('Asked by Azure for every machine; sshd is switched off on this one, nobody logs in.')
param adminPublicKey string
param adminUsername string = 'ami-admin'
param dataCollectionRuleId string

resource newAddress 'Microsoft.Network/publicIPAddresses@2024-07-01' = if (empty(existingPublicIpId)) {
  name: 'pip-${name}'
  location: location
  tags: tags
  sku: { name: 'Standard' }
  zones: empty(zones) ? null : zones
  properties: {
    publicIPAllocationMethod: 'Static'
    publicIPAddressVersion: 'IPv4'
    idleTimeoutInMinutes: 30
  }
}

var parts = split(empty(existingPublicIpId) ? '/s/none/r/none' : existingPublicIpId, '/')

resource oldAddress 'Microsoft.Network/publicIPAddresses@2024-07-01' existing = if (!empty(existingPublicIpId)) {
  name: last(parts)
  scope: resourceGroup(parts[2], parts[4])
}

var publicIpId = empty(existingPublicIpId) ? newAddress.id : existingPublicIpId
// A machine does not see its public address; clients must be told it in the answer to PASV.
var publicIp = empty(existingPublicIpId) ? newAddress!.properties.ipAddress : oldAddress!.properties.ipAddress

resource card 'Microsoft.Network/networkInterfaces@2024-07-01' = {
  name: 'nic-${name}'
  location: location
  tags: tags
  properties: {
    ipConfigurations: [
      {
        name: 'main'
        properties: {
          subnet: { id: subnetId }
          privateIPAllocationMethod: 'Dynamic'
          publicIPAddress: { id: publicIpId }
        }
      }
    ]
  }
}

// What cloud-init writes to the machine.
var brought = {
  'ami-gateway-update': loadFileAsBase64('../gateway/ami-gateway-update')
  'ami-gateway-update.service': loadFileAsBase64('../gateway/ami-gateway-update.service')
  'ami-gateway-update.timer': loadFileAsBase64('../gateway/ami-gateway-update.timer')
  'ami-gateway-health': loadFileAsBase64('../gateway/ami-gateway-health')
  'ami-gateway-health.service': loadFileAsBase64('../gateway/ami-gateway-health.service')
  'ami-gateway-health.timer': loadFileAsBase64('../gateway/ami-gateway-health.timer')
}
var cloudInit = reduce(
  items(brought),
  loadTextContent('../gateway/cloud-init.yaml'),
  (text, file) => replace(text, '@@${file.key}@@', file.value)
)

var own = { AMI_GATEWAY_NAME: name, AMI_FTP_PUBLIC_ADDRESS: publicIp }
var lines = map(items(union(settings, own)), s => '${s.key}=${s.value}')

resource machine 'Microsoft.Compute/virtualMachines@2024-11-01' = {
  name: 'vm-${name}'
  location: location
  tags: tags
  zones: empty(machineZone) ? null : [machineZone]
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    hardwareProfile: { vmSize: size }
    securityProfile: {
      securityType: 'TrustedLaunch'
      uefiSettings: { secureBootEnabled: true, vTpmEnabled: true }
    }
    storageProfile: {
      imageReference: {
        publisher: 'Canonical'
        offer: 'ubuntu-24_04-lts'
        sku: 'server'
        version: 'latest'
      }
      osDisk: {
        createOption: 'FromImage'
        deleteOption: 'Delete'
        diskSizeGB: 30
        managedDisk: { storageAccountType: diskType }
      }
    }
    osProfile: {
      computerName: name
      adminUsername: adminUsername
      // Azure refuses to change this on a machine that is there: what changes is in userData, and in the package.
      customData: base64(cloudInit)
      linuxConfiguration: {
        disablePasswordAuthentication: true
        ssh: { publicKeys: [{ path: '/home/${adminUsername}/.ssh/authorized_keys', keyData: adminPublicKey }] }
        patchSettings: {
          patchMode: 'AutomaticByPlatform'
          assessmentMode: 'AutomaticByPlatform'
          automaticByPlatformSettings: { rebootSetting: 'IfRequired' }
        }
      }
    }
    userData: base64(join(concat(lines, ['']), '\n'))
    networkProfile: {
      networkInterfaces: [{ id: card.id, properties: { deleteOption: 'Delete' } }]
    }
    diagnosticsProfile: { bootDiagnostics: { enabled: true } }
  }
}

resource agent 'Microsoft.Compute/virtualMachines/extensions@2024-11-01' = {
  parent: machine
  name: 'AzureMonitorLinuxAgent'
  location: location
  tags: tags
  properties: {
    publisher: 'Microsoft.Azure.Monitor'
    type: 'AzureMonitorLinuxAgent'
    typeHandlerVersion: '1.33'
    autoUpgradeMinorVersion: true
    enableAutomaticUpgrade: true
    settings: {
      authentication: {
        managedIdentity: { 'identifier-name': 'mi_res_id', 'identifier-value': identityId }
      }
    }
  }
}

resource collected 'Microsoft.Insights/dataCollectionRuleAssociations@2023-03-11' = {
  scope: machine
  name: 'gateway-log'
  properties: { dataCollectionRuleId: dataCollectionRuleId }
}

output machineId string = machine.id
output address string = publicIp
