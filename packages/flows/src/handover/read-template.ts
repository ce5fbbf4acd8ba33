import { AppError, type TemplateDraft } from '@baton/core';
import { schema, withCorp } from '@baton/db';
import { and, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';

/**
 * The current version of a template, in the form that `importTemplate` takes.
 * @throws AppError not_found (details.known: the keys there are)
 */
export async function readTemplate(deps: Pick<Deps, 'db'>, corpId: string, key: string): Promise<TemplateDraft> {
  const { templates, templateVersions } = schema;
  return withCorp(deps.db, corpId, async (tx) => {
    const all = await tx.select().from(templates).where(eq(templates.corpId, corpId));
    const template = all.find((one) => one.key === key);
    if (!template) throw new AppError('not_found', { known: all.map((one) => one.key) });
    const [current] = await tx
      .select({ items: templateVersions.items })
      .from(templateVersions)
      .where(
        and(
          eq(templateVersions.corpId, corpId),
          eq(templateVersions.templateKey, key),
          eq(templateVersions.version, template.currentVersion),
        ),
      );
    const { name, addOn, includesBase, needsWitness } = template;
    return { key, name, addOn, includesBase, needsWitness, items: current?.items ?? [] };
  });
}
