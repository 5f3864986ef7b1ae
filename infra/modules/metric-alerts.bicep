// What hurts users, by the business metrics that the functions measure (docs/metrics.md). The queries are files, which
// the workbook shows too.

param location string
param tags object
param token string
param actionGroupId string
param workspaceId string

var alerts = [
  {
    name: 'robots-silent'
    severity: 2
    description: 'A firm\'s robot that came before has not come for an hour.'
    query: loadTextContent('../queries/robots-silent.kql')
    window: 'PT15M'
    frequency: 'PT15M'
  }
  {
    name: 'dex-not-collected'
    severity: 2
    description: 'A lot of entries has waited for its robot for more than four hours, on a working day.'
    query: loadTextContent('../queries/dex-not-collected.kql')
    window: 'PT15M'
    frequency: 'PT15M'
  }
  {
    name: 'lots-rejected'
    severity: 3
    description: 'ISACOMPTA rejected lots, and nobody has dealt with it.'
    query: loadTextContent('../queries/lots-rejected.kql')
    window: 'PT30M'
    frequency: 'PT30M'
  }
  {
    name: 'waiting-long'
    severity: 3
    description: 'Documents have waited for a person for more than three days.'
    query: loadTextContent('../queries/waiting-long.kql')
    window: 'PT1H'
    frequency: 'PT1H'
  }
  {
    name: 'reading-fails'
    severity: 2
    description: 'Documents wait because they can\'t be read or dispatched, through a fault of ours.'
    query: loadTextContent('../queries/reading-fails.kql')
    window: 'PT30M'
    frequency: 'PT15M'
  }
  {
    name: 'config-missing'
    severity: 3
    description: 'A robot that brought configuration has brought none for 26 hours.'
    query: loadTextContent('../queries/config-missing.kql')
    window: 'PT30M'
    frequency: 'PT30M'
  }
  {
    name: 'deposits-stopped'
    severity: 2
    description: 'Nobody has deposited anything for four hours, on a working day.'
    query: loadTextContent('../queries/deposits-stopped.kql')
    window: 'PT15M'
    frequency: 'PT15M'
  }
  {
    name: 'dead-letters-open'
    severity: 3
    description: 'Something failed for good, and for a day nobody has dealt with it.'
    query: loadTextContent('../queries/dead-letters-open.kql')
    window: 'P1D'
    frequency: 'PT1H'
  }
  {
    name: 'metrics-silent'
    severity: 2
    description: 'No business metrics have come for half an hour: the alerts on them are blind.'
    query: loadTextContent('../queries/metrics-silent.kql')
    window: 'PT30M'
    frequency: 'PT15M'
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
      // The table has no columns before the first measure came.
      skipQueryValidation: true
      autoMitigate: true
      actions: { actionGroups: [actionGroupId] }
    }
  }
]
