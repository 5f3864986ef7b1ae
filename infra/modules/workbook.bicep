// The operators' board.

param location string
param tags object
param token string
param workspaceId string

// Each stands in the board as @@name@@.
var queries = [
  { name: 'gateway-down', text: loadTextContent('../queries/gateway-down.kql') }
  { name: 'robots-silent', text: loadTextContent('../queries/robots-silent.kql') }
  { name: 'dead-letters', text: loadTextContent('../queries/dead-letters.kql') }
  { name: 'gateway-faults', text: loadTextContent('../queries/gateway-faults.kql') }
  { name: 'dex-not-collected', text: loadTextContent('../queries/dex-not-collected.kql') }
  { name: 'lots-rejected', text: loadTextContent('../queries/lots-rejected.kql') }
  { name: 'waiting-long', text: loadTextContent('../queries/waiting-long.kql') }
  { name: 'reading-fails', text: loadTextContent('../queries/reading-fails.kql') }
  { name: 'config-missing', text: loadTextContent('../queries/config-missing.kql') }
  { name: 'deposits-stopped', text: loadTextContent('../queries/deposits-stopped.kql') }
  { name: 'dead-letters-open', text: loadTextContent('../queries/dead-letters-open.kql') }
  { name: 'metrics-silent', text: loadTextContent('../queries/metrics-silent.kql') }
]

// As the inside of a JSON text: quotes, backslashes and line ends escaped by `string`, its own quotes taken off.
var escaped = map(queries, q => {
  name: q.name
  text: substring(string([q.text]), 2, max(0, length(string([q.text])) - 4))
})

var board = reduce(
  escaped,
  string(loadJsonContent('../workbook.json')),
  (text, q) => replace(text, '@@${q.name}@@', q.text)
)

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, token, 'board')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'AMI COMPTA'
    category: 'workbook'
    sourceId: workspaceId
    serializedData: board
  }
}
