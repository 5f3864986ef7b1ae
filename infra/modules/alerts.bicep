// What an operator is woken for: numbers of the services. What is read from logs is in log-alerts.bicep.

param tags object
param token string
@description('Who gets them.')
param actionGroupId string
param serviceBusId string
param eventTopicId string
param insightsId string

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'dead-letters-stay-${token}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Messages stay among the dead letters: the functions that turn them into notices do not run.'
    severity: 1
    enabled: true
    scopes: [serviceBusId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT30M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'dead'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'DeadletteredMessages'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['*'] }]
          operator: 'GreaterThan'
          threshold: 0
          timeAggregation: 'Minimum'
        }
      ]
    }
    actions: [{ actionGroupId: actionGroupId }]
  }
}

// Service Bus has no number for the age of a message: a queue that was never empty for so long has old ones.
var queues = [
  { name: 'work', entities: ['deposits', 'config', 'returns', 'publish'], window: 'PT1H' }
  { name: 'scans', entities: ['reading', 'backlog'], window: 'PT6H' }
]

resource waiting 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for q in queues: {
    name: '${q.name}-waits-${token}'
    location: 'global'
    tags: tags
    properties: {
      description: 'A queue was never empty during ${q.window}: documents wait longer than they should.'
      severity: 2
      enabled: true
      scopes: [serviceBusId]
      evaluationFrequency: 'PT15M'
      windowSize: q.window
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: 'active'
            criterionType: 'StaticThresholdCriterion'
            metricName: 'ActiveMessages'
            metricNamespace: 'Microsoft.ServiceBus/namespaces'
            dimensions: [{ name: 'EntityName', operator: 'Include', values: q.entities }]
            operator: 'GreaterThan'
            threshold: 0
            timeAggregation: 'Minimum'
          }
        ]
      }
      actions: [{ actionGroupId: actionGroupId }]
    }
  }
]

resource events 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'events-not-delivered-${token}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Event Grid gave up on events. The timer finds the deposits; the way to the queue is broken.'
    severity: 2
    enabled: true
    scopes: [eventTopicId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'given-up'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'DeadLetteredCount'
          metricNamespace: 'Microsoft.EventGrid/systemTopics'
          operator: 'GreaterThan'
          threshold: 0
          timeAggregation: 'Total'
        }
      ]
    }
    actions: [{ actionGroupId: actionGroupId }]
  }
}

resource failures 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'functions-fail-${token}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Functions fail again and again. A single failure is tried again by its queue.'
    severity: 2
    enabled: true
    scopes: [insightsId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'failed'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'requests/failed'
          metricNamespace: 'microsoft.insights/components'
          operator: 'GreaterThan'
          threshold: 10
          timeAggregation: 'Count'
        }
      ]
    }
    actions: [{ actionGroupId: actionGroupId }]
  }
}
