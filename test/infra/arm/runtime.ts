/** What only Azure could say: a property of a resource that is there. It stands for itself in what is evaluated. */
export class Runtime {
  readonly resource: string;
  readonly path: string;

  constructor(resource: string, path = '') {
    this.resource = resource;
    this.path = path;
  }

  member(key: string): unknown {
    return known(this.resource, `${this.path}.${key}`) ?? new Runtime(this.resource, `${this.path}.${key}`);
  }

  toString(): string {
    return `{${this.resource.split('/providers/').at(-1)}${this.path}}`;
  }
}

/** Where Azure's answer follows from the name. */
function known(resource: string, path: string): unknown {
  const name = resource.split('/').at(-1);
  if (path === '.primaryEndpoints.blob') return `https://${name}.blob.core.windows.net/`;
  if (path === '.primaryEndpoints.table') return `https://${name}.table.core.windows.net/`;
  if (path === '.serviceBusEndpoint') return `https://${name}.servicebus.windows.net:443/`;
  if (path === '.vaultUri') return `https://${name}.vault.azure.net/`;
  if (path === '.endpoint') return `https://${name}.cognitiveservices.azure.com/`;
  if (path === '.ipAddress') return '203.0.113.7';
  if (path === '.ConnectionString')
    return `InstrumentationKey=${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)};IngestionEndpoint=https://francecentral-1.in.applicationinsights.azure.com/`;
  if (path === '.principalId' || path === '.clientId') return `${name}${path}`;
  return undefined;
}
