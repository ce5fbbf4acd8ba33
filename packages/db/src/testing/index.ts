export { copyMigratedFolder } from './copy-migrated-folder.ts';
export { createTestDatabase } from './create-test-database.ts';
