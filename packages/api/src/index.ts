export * from './fields.ts';
export * from './handovers.ts';
export * from './items.ts';
export * from './people.ts';
export { ROUTES, type RouteName } from './routes.ts';
export * from './sessions.ts';
