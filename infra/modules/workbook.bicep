// The operators' board.

param location string
param tags object
param token string
param workspaceId string

var board = replace(
  replace(
    replace(
      replace(string(loadJsonContent('../workbook.json')), '@@gateway-down@@', lines.down),
      '@@robots-silent@@',
      lines.silent
    ),
    '@@dead-letters@@',
    lines.dead
  ),
  '@@gateway-faults@@',
  lines.faults
)

// As the inside of a JSON text: quotes, backslashes and line ends escaped by `string`, its own quotes taken off.
var escaped = map(
  [
    loadTextContent('../queries/gateway-down.kql')
    loadTextContent('../queries/robots-silent.kql')
    loadTextContent('../queries/dead-letters.kql')
    loadTextContent('../queries/gateway-faults.kql')
  ],
  q => substring(string([q]), 2, max(0, length(string([q])) - 4))
)
var lines = { down: escaped[0], silent: escaped[1], dead: escaped[2], faults: escaped[3] }

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
