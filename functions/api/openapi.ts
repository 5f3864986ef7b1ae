import { z } from 'zod';
import { type Route, routes } from '../../shared/contracts/routes.ts';
import { problem } from '../../shared/contracts/views.ts';

const JSON_TYPE = 'application/json';

/** The API as OpenAPI 3.1, made from the same zod shapes that check requests and that tests hold answers against. */
export function openApi(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, route] of Object.entries(routes) as [string, Route][]) {
    const path = `/${route.path}`;
    paths[path] ??= {};
    paths[path][route.method.toLowerCase()] = operation(name, route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'AMI COMPTA',
      version: '1',
      description: 'Errors are application/problem+json (RFC 9457), with a code and a text in French and English.',
    },
    servers: [{ url: '/api' }],
    security: [{ key: [] }],
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key: ami_<id>_<secret>' } },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
    paths,
  };
}

function operation(operationId: string, route: Route) {
  const answer = route.binary
    ? { content: { 'application/octet-stream': {} } }
    : route.answer
      ? { content: { [JSON_TYPE]: { schema: schemaOf(route.answer, 'output') } } }
      : {};
  return {
    operationId,
    summary: route.summary,
    parameters: [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)],
    ...(route.body
      ? { requestBody: { required: true, content: { [JSON_TYPE]: { schema: schemaOf(route.body, 'input') } } } }
      : {}),
    ...(route.upload ? { requestBody: { required: true, content: { 'application/octet-stream': {} } } } : {}),
    responses: {
      [route.status ?? 200]: { description: 'Done', ...answer },
      default: {
        description: 'Refused or failed',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function pathParameters(route: Route) {
  return [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(route: Route) {
  const schema = route.query ? schemaOf(route.query, 'input') : {};
  const properties = (schema['properties'] ?? {}) as Record<string, unknown>;
  return Object.entries(properties).map(([name, s]) => ({ name, in: 'query', required: false, schema: s }));
}

function headerParameters(route: Route) {
  return (route.headers ?? []).map((name) => ({
    name,
    in: 'header',
    required: name === 'Idempotency-Key',
    schema: { type: 'string' },
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
