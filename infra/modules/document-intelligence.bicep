// Optional: reads the pages of scans that are read badly otherwise (docs/ocr.md). Reached by identity.

import { roles } from 'roles.bicep'

param location string
param tags object
param token string
param isPrivate bool
param functionsPrincipalId string

resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: 'di-${token}'
  location: location
  tags: tags
  kind: 'FormRecognizer'
  sku: { name: 'S0' }
  properties: {
    customSubDomainName: 'di-${token}'
    disableLocalAuth: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }
}

resource functionsRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, functionsPrincipalId, roles.cognitiveServicesUser)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.cognitiveServicesUser)
    principalId: functionsPrincipalId
    principalType: 'ServicePrincipal'
  }
}

output id string = account.id
output endpoint string = account.properties.endpoint
