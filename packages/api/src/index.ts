export * from './documents.ts';
export * from './fields.ts';
export * from './handovers.ts';
export * from './imports.ts';
export * from './items.ts';
export * from './people.ts';
export { ROUTES, type RouteName, TODAY_HEADER } from './routes.ts';
export * from './search.ts';
export * from './sessions.ts';
