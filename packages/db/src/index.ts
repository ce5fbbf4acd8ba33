export { type Connection, connect } from './connect.ts';
export type { Database, Engine, Tx } from './database.ts';
export * as schema from './schema/index.ts';
export { isUniqueViolation } from './sql-state.ts';
export { withCorp } from './with-corp.ts';
