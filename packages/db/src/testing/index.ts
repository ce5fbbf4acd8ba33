export { copyMigratedFolder } from './copy-migrated-folder.ts';
export { createTestDatabase, migratedDump } from './create-test-database.ts';
