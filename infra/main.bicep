// All of AMI COMPTA in one resource group. `azd up` asks for a name and a place; everything else has a default.

targetScope = 'subscription'

@minLength(1)
@maxLength(40)
@description('Name of the environment, as in "cabinet-prod". It names the resource group.')
param environmentName string

@description('Azure region.')
@metadata({ azd: { type: 'location' } })
param location string

@allowed(['dev', 'prod'])
@description('dev: cheap and deletable. prod: three zones for documents, packages and gateways, ten years of retention, instances that are always there.')
param profile string = 'dev'

@description('Who is written to when an alert fires, and when the budget is reached. Empty: nobody.')
param alertEmail string = ''

@description('Public SSH key that Azure asks for; nobody can log in with it, sshd is off. azd makes one and keeps no private key.')
param gatewayAdminPublicKey string

@description('SHA-256 (hexadecimal) of the operator\'s API key. Empty: no operator can call the API.')
param operatorKeySha256 string = ''

@description('Principal that deploys: may bring packages, certificates and host keys. azd fills it in. Empty: nobody.')
param deployerPrincipalId string = ''
@allowed(['User', 'ServicePrincipal', 'Group'])
param deployerPrincipalType string = 'User'

@allowed(['public', 'private'])
@description('private: storage, Service Bus and Key Vault have private endpoints only. Service Bus must then be Premium: hundreds of euros a month instead of about ten.')
param network string = 'public'
@description('With a private network: addresses from which packages and secrets may still be brought.')
param deployerAddresses string[] = []

@allowed(['on', 'off'])
@description('SFTP on port 22, beside FTP and FTPS on 21.')
param sftp string = 'off'
@allowed(['yes', 'no'])
@description('yes: nobody logs in by FTP without TLS. no: each compte says so for itself.')
param tlsRequired string = 'no'
@description('Name of the gateway\'s certificate in Key Vault. Where there is none the gateway offers no FTPS.')
param certificateName string = 'gateway'

@minValue(1)
@maxValue(9)
@description('Gateways, each with an address of its own.')
param gatewayCount int = 1
@description('Resource ids of addresses that clients know already, for the first gateways. The others get new ones.')
param gatewayPublicIpIds string[] = []
@minLength(1)
@allowed(['on', 'off'])
@description('on: only the addresses on the lists of the comptes come through the firewall before the gateways, which follows changes by itself; all of them as long as one compte has no list. off: clientAddresses come through.')
param firewallFollowsData string = 'on'
@allowed(['yes', 'no'])
@description('yes: where the lists make more ranges than a security group takes (4,000), they become wider ones there, /24 and /48; the gateways keep the exact lists. no: the rules stay as they were then, and a notice says so.')
param firewallWidens string = 'no'
@minLength(1)
@description('CIDRs that come through the firewall beside the lists, or *: nobody beside them; with firewallFollowsData off, everybody.')
param clientAddresses string[] = ['*']

@allowed(['on', 'off'])
@description('Azure Document Intelligence reads the pages that are read badly without it. Each page is paid for.')
param documentIntelligence string = 'off'

@allowed(['on', 'off'])
@description('Defender for Storage scans what is uploaded for malware and raises alerts; the pipeline does not wait for it. Each gigabyte is paid for.')
param malwareScanning string = 'off'

@allowed(['on', 'off'])
@description('Functions survive the loss of a zone. Azure then keeps, and bills, at least two instances of every function: much more than all the rest. Not every region has it.')
param functionsZoneRedundant string = 'off'

@allowed(['22', '24'])
param nodeVersion string = '24'

@minValue(0)
@description('A month, in the currency of the subscription. 0: no budget. Needs alertEmail.')
param budgetAmount int = profile == 'prod' ? 600 : 150
param budgetStart string = utcNow('yyyy-MM-01')

var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module stack 'stack.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: toLower(uniqueString(subscription().id, environmentName, location))
    sizes: loadJsonContent('profiles.json')[profile]
    alertEmail: alertEmail
    gatewayAdminPublicKey: gatewayAdminPublicKey
    operatorKeySha256: operatorKeySha256
    deployerPrincipalId: deployerPrincipalId
    deployerPrincipalType: deployerPrincipalType
    isPrivate: network == 'private'
    deployerAddresses: deployerAddresses
    isSftpOn: sftp == 'on'
    tlsRequired: tlsRequired
    certificateName: certificateName
    gatewayCount: gatewayCount
    gatewayPublicIpIds: gatewayPublicIpIds
    clientAddresses: clientAddresses
    firewallFollowsData: firewallFollowsData == 'on'
    firewallWidens: firewallWidens
    hasDocumentIntelligence: documentIntelligence == 'on'
    hasMalwareScanning: malwareScanning == 'on'
    isFunctionsZoneRedundant: functionsZoneRedundant == 'on'
    nodeVersion: nodeVersion
    budgetAmount: budgetAmount
    budgetStart: budgetStart
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output AMI_FUNCTIONS_NAME string = stack.outputs.functionsName
output AMI_API_URL string = 'https://${stack.outputs.functionsHost}/api'
output AMI_GATEWAY_ADDRESSES string[] = stack.outputs.gatewayAddresses
output AMI_GATEWAY_PACKAGES_URI string = stack.outputs.gatewayPackagesUri
output AMI_KEY_VAULT_URI string = stack.outputs.vaultUri
output AMI_SFTP string = sftp
output AMI_FIREWALL string = firewallFollowsData
