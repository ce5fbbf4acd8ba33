import { AppError, CONFIRMER_ROLES, type RolePlaceholder } from '@baton/core';
import { schema, withCorp } from '@baton/db';
import { and, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { isKnownPerson } from './read-person.ts';

/** Relations of a case, not roles that a company fills. */
const OF_THE_CASE: readonly string[] = ['manager', 'managers_manager', 'successor', 'witness'];

/**
 * Names the people behind roles such as HR, IT, 财务, 行政: the first of a list is asked first. A role that is given
 * replaces what it had; others stay.
 * @throws AppError invalid_input (details.role or details.userId) for an unknown role or somebody DingTalk does not know
 */
export async function setRoleHolders(
  deps: Deps,
  corpId: string,
  holders: Partial<Record<RolePlaceholder, readonly string[]>>,
): Promise<void> {
  const { roleHolders, people } = schema;
  const wanted = Object.entries(holders);
  for (const [role, userIds] of wanted) {
    const known = (CONFIRMER_ROLES as readonly string[]).includes(role) && !OF_THE_CASE.includes(role);
    if (!known) throw new AppError('invalid_input', { role });
    for (const userId of userIds) {
      if (!(await isKnownPerson(deps, corpId, userId))) throw new AppError('invalid_input', { role, userId });
    }
  }
  await withCorp(deps.db, corpId, async (tx) => {
    for (const [role, userIds] of wanted) {
      for (const userId of userIds) {
        const [person] = await tx
          .select({ unionId: people.unionId, employment: people.employment })
          .from(people)
          .where(and(eq(people.corpId, corpId), eq(people.userId, userId)));
        if (!person || person.unionId === '' || person.employment === 'left') {
          throw new AppError('invalid_input', { role, userId });
        }
      }
      await tx.delete(roleHolders).where(and(eq(roleHolders.corpId, corpId), eq(roleHolders.role, role)));
      const rows = [...new Set(userIds)].map((userId, rank) => ({ corpId, role, userId, rank }));
      if (rows.length > 0) await tx.insert(roleHolders).values(rows);
    }
  });
}
