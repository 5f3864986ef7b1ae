// What an operator is woken for that only the logs tell. The queries are files, which the workbook shows too.

param location string
param tags object
param token string
param actionGroupId string
param workspaceId string
param gatewayCount int

var alerts = [
  {
    name: 'gateway-down'
    severity: 0
    description: 'Fewer gateways than there are said that they are ready, for ten minutes.'
    query: '${loadTextContent('../queries/gateway-down.kql')}| where minutes >= 5\n| summarize gateways = dcount(Computer)\n| where gateways < ${gatewayCount}'
    window: 'PT10M'
    frequency: 'PT5M'
  }
  {
    name: 'dead-letters'
    severity: 2
    description: 'A message failed for good; its document waits for a person.'
    query: loadTextContent('../queries/dead-letters.kql')
    window: 'PT1H'
    frequency: 'PT15M'
  }
  {
    name: 'gateway-faults'
    severity: 2
    description: 'Transfers failed through a fault of ours.'
    query: loadTextContent('../queries/gateway-faults.kql')
    window: 'PT15M'
    frequency: 'PT5M'
  }
]

resource alert 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for a in alerts: {
    name: '${a.name}-${token}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: a.name
      description: a.description
      severity: a.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: a.frequency
      windowSize: a.window
      criteria: {
        allOf: [
          {
            query: a.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      // The tables have no columns before the first line came.
      skipQueryValidation: true
      autoMitigate: true
      actions: { actionGroups: [actionGroupId] }
    }
  }
]
