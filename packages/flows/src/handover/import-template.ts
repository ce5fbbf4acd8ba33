import { AppError, parseTemplate } from '@baton/core';
import { schema, withCorp } from '@baton/db';
import { and, eq, sql } from 'drizzle-orm';
import type { Deps } from '../deps.ts';

export type ImportedTemplate = { key: string; version: number; changed: boolean };

/**
 * Makes an edited template the current version; cases under way keep the version they were born with. A template with
 * a new key is added, together with a position of that key unless it is an add-on. The same content again changes
 * nothing.
 * @param input.by userId of the admin, or 'script'
 * @throws AppError template_invalid, details.problems: every problem with its path, in words for the admin
 */
export async function importTemplate(
  deps: Pick<Deps, 'db' | 'now'>,
  corpId: string,
  { json, by, note = '' }: { json: unknown; by: string; note?: string },
): Promise<ImportedTemplate> {
  const parsed = parseTemplate(json);
  if ('problems' in parsed) throw new AppError('template_invalid', { problems: parsed.problems });
  const { key, name, addOn, includesBase, needsWitness, items } = parsed.template;
  const { templates, templateVersions, positions } = schema;
  const createdAt = deps.now();
  return withCorp(deps.db, corpId, async (tx) => {
    const here = and(eq(templates.corpId, corpId), eq(templates.key, key));
    const [before] = await tx.select().from(templates).where(here).for('update');
    if (before) {
      const [current] = await tx
        .select({ same: sql<boolean>`${templateVersions.items} = ${JSON.stringify(items)}::text::jsonb` })
        .from(templateVersions)
        .where(
          and(
            eq(templateVersions.corpId, corpId),
            eq(templateVersions.templateKey, key),
            eq(templateVersions.version, before.currentVersion),
          ),
        );
      await tx.update(templates).set({ name, addOn, includesBase, needsWitness }).where(here);
      if (current?.same) return { key, version: before.currentVersion, changed: false };
    } else {
      await tx.insert(templates).values({ corpId, key, name, addOn, includesBase, needsWitness, currentVersion: 0 });
      if (!addOn) {
        await tx.insert(positions).values({ corpId, key, name, templateKey: key, createdAt }).onConflictDoNothing();
      }
    }
    const version = (before?.currentVersion ?? 0) + 1;
    await tx
      .insert(templateVersions)
      .values({ corpId, templateKey: key, version, items: [...items], note, createdBy: by, createdAt });
    await tx.update(templates).set({ currentVersion: version }).where(here);
    return { key, version, changed: true };
  });
}
