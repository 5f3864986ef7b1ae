// Who is told of alerts.

param tags object
param token string
@description('Empty: alerts are shown in the portal, nobody is written to.')
param email string

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${token}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'ami-compta'
    enabled: true
    emailReceivers: empty(email) ? [] : [{ name: 'operator', emailAddress: email, useCommonAlertSchema: true }]
  }
}

output id string = group.id
