import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { createTestDatabase } from '../testing/create-test-database.ts';
import { withCorp } from '../with-corp.ts';

it('whether somebody’s access was cut off is asked of the index of leavers, not of every case', async () => {
  const connection = await createTestDatabase();
  const plan = await withCorp(connection.db, 'dingindex', async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    return tx.execute(sql`
      explain select exists (select 1 from handovers
        where corp_id = 'dingindex' and leaver_id = 'zhang' and kind = 'departure' and access_cutoff_at <= now())`);
  });
  expect(JSON.stringify(plan)).toContain('handovers_leaver');
  await connection.close();
});
