// The gateway's log and its health, from the machine's journal to the workspace.

param location string
param tags object
param token string
param workspaceId string

resource rule 'Microsoft.Insights/dataCollectionRules@2023-03-11' = {
  name: 'dcr-gateway-${token}'
  location: location
  tags: tags
  kind: 'Linux'
  properties: {
    dataSources: {
      syslog: [
        {
          name: 'gateway'
          streams: ['Microsoft-Syslog']
          // The units of gateway/packaging and infra/gateway write there.
          facilityNames: ['local0']
          logLevels: ['Debug', 'Info', 'Notice', 'Warning', 'Error', 'Critical', 'Alert', 'Emergency']
        }
        {
          name: 'machine'
          streams: ['Microsoft-Syslog']
          facilityNames: ['kern', 'daemon', 'auth', 'authpriv']
          logLevels: ['Warning', 'Error', 'Critical', 'Alert', 'Emergency']
        }
      ]
    }
    destinations: {
      logAnalytics: [{ name: 'workspace', workspaceResourceId: workspaceId }]
    }
    dataFlows: [{ streams: ['Microsoft-Syslog'], destinations: ['workspace'] }]
  }
}

output id string = rule.id
