import type { TemplateItem } from '@baton/core';
import { boolean, foreignKey, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { corpId, createdAt } from './columns.ts';

/** 交接模板. `addOn` templates are laid over the position's own (管理者附加). */
export const templates = pgTable(
  'templates',
  {
    corpId: corpId(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    addOn: boolean('add_on').notNull().default(false),
    /** Whether the items of `base` are put in front. */
    includesBase: boolean('includes_base').notNull().default(true),
    needsWitness: boolean('needs_witness').notNull().default(false),
    currentVersion: integer('current_version').notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.corpId, t.key] })],
);

/** Immutable: a case binds to versions, an edit makes the next one. */
export const templateVersions = pgTable(
  'template_versions',
  {
    corpId: corpId(),
    templateKey: text('template_key').notNull(),
    version: integer('version').notNull(),
    items: jsonb('items').$type<TemplateItem[]>().notNull(),
    note: text('note').notNull().default(''),
    createdBy: text('created_by'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.templateKey, t.version] }),
    foreignKey({ columns: [t.corpId, t.templateKey], foreignColumns: [templates.corpId, templates.key] }),
  ],
);
