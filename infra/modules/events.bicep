// BlobCreated of three containers, each to the queue of its name, delivered by identity.

param location string
param tags object
param token string
param storageId string
param deadLetterContainer string
param serviceBusName string
param eventsIdentityId string

var containers = ['deposits', 'config', 'returns']

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: serviceBusName

  resource queue 'queues' existing = [for name in containers: { name: name }]
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: 'evgt-${token}'
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${eventsIdentityId}': {} }
  }
  properties: {
    source: storageId
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

// One after the other: subscriptions of one topic refuse to be made at the same time.
@batchSize(1)
resource subscription 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = [
  for (name, i) in containers: {
    parent: topic
    name: name
    properties: {
      eventDeliverySchema: 'EventGridSchema'
      filter: {
        includedEventTypes: ['Microsoft.Storage.BlobCreated']
        subjectBeginsWith: '/blobServices/default/containers/${name}/blobs/'
        isSubjectCaseSensitive: true
      }
      deliveryWithResourceIdentity: {
        identity: { type: 'UserAssigned', userAssignedIdentity: eventsIdentityId }
        destination: {
          endpointType: 'ServiceBusQueue'
          properties: { resourceId: namespace::queue[i].id }
        }
      }
      // A lost event is found by the timer within minutes; these tell of a queue that could not be reached for a day.
      deadLetterWithResourceIdentity: {
        identity: { type: 'UserAssigned', userAssignedIdentity: eventsIdentityId }
        deadLetterDestination: {
          endpointType: 'StorageBlob'
          properties: { resourceId: storageId, blobContainerName: deadLetterContainer }
        }
      }
      retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 }
    }
  }
]

output topicId string = topic.id
