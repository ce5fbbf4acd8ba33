export { type Connection, connect } from './connect.ts';
export type { Database, Engine, Tx } from './database.ts';
export { insertEvent, type NewEvent } from './queries/insert-event.ts';
export * as schema from './schema/index.ts';
export { isUniqueViolation } from './sql-state.ts';
export { withCorp } from './with-corp.ts';
