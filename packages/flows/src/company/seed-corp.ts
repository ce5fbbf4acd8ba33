import { DEFAULT_POSITION_RULES, DEFAULT_POSITIONS, DEFAULT_TEMPLATES } from '@baton/core';
import { schema, type Tx, withCorp } from '@baton/db';
import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';

/** Until an admin says otherwise. The digest leaves before work gets going, and not at the top of the hour. */
const DEFAULT_SETTINGS: schema.CorpSettings = {
  quietFrom: '20:00',
  quietUntil: '09:00',
  digestAt: '09:23',
  extraWorkdays: [],
  extraHolidays: [],
  monthlyCallLimit: 5_000,
};

/**
 * Makes sure a company can work: settings, default templates in version 1, positions and match rules. Safe to run at
 * every start: what is there stays, however an admin changed it.
 */
export async function seedCorp(deps: Pick<Deps, 'db' | 'now'>, corpId: string): Promise<void> {
  const createdAt = deps.now();
  await withCorp(deps.db, corpId, async (tx) => {
    await tx.insert(schema.corps).values({ corpId, settings: DEFAULT_SETTINGS, createdAt }).onConflictDoNothing();
    await ensureTemplates(tx, corpId, createdAt);
    await tx
      .insert(schema.positions)
      .values(DEFAULT_POSITIONS.map((position) => ({ ...position, corpId, createdAt })))
      .onConflictDoNothing();
    const rules = await tx.select().from(schema.positionRules).where(eq(schema.positionRules.corpId, corpId)).limit(1);
    if (rules.length > 0) return;
    await tx
      .insert(schema.positionRules)
      .values(DEFAULT_POSITION_RULES.map((rule) => ({ ...rule, corpId, keywords: [...rule.keywords] })))
      .onConflictDoNothing();
  });
}

async function ensureTemplates(tx: Tx, corpId: string, createdAt: Date): Promise<void> {
  const { templates, templateVersions } = schema;
  const added = await tx
    .insert(templates)
    .values(
      DEFAULT_TEMPLATES.map(({ key, name, addOn, includesBase, needsWitness }) => ({
        corpId,
        key,
        name,
        addOn,
        includesBase,
        needsWitness,
      })),
    )
    .onConflictDoNothing()
    .returning({ key: templates.key });
  const keys = new Set(added.map(({ key }) => key));
  const versions = DEFAULT_TEMPLATES.filter(({ key }) => keys.has(key)).map(({ key, items }) => ({
    corpId,
    templateKey: key,
    version: 1,
    items: [...items],
    createdAt,
  }));
  if (versions.length > 0) await tx.insert(templateVersions).values(versions);
}
