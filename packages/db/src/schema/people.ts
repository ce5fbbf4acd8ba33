import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { corpId, createdAt, instant } from './columns.ts';

/** Everybody the directory showed us. Nobody is deleted: who left keeps their row, `leftAt` set. */
export const people = pgTable(
  'people',
  {
    corpId: corpId(),
    userId: text('user_id').notNull(),
    unionId: text('union_id').notNull(),
    name: text('name').notNull(),
    title: text('title').notNull().default(''),
    deptIds: jsonb('dept_ids').$type<number[]>().notNull(),
    managerUserId: text('manager_user_id'),
    isAdmin: boolean('is_admin').notNull().default(false),
    /** on_job 在职, pending 待离职, left 已离职 */
    employment: text('employment').$type<'on_job' | 'pending' | 'left'>().notNull().default('on_job'),
    leftAt: instant('left_at'),
    language: text('language').$type<'zh' | 'en'>().notNull().default('zh'),
    createdAt: createdAt(),
    seenAt: instant('seen_at').notNull(),
    /** When the person was last read alone: department lists do not tell who somebody's manager is. */
    detailedAt: instant('detailed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.userId] }), // Not unique: somebody who comes back may get a new userid under the same unionid.
    index('people_union').on(t.corpId, t.unionId),
    index('people_manager').on(t.corpId, t.managerUserId),
  ],
);

export const departments = pgTable(
  'departments',
  {
    corpId: corpId(),
    deptId: bigint('dept_id', { mode: 'number' }).notNull(),
    parentId: bigint('parent_id', { mode: 'number' }),
    name: text('name').notNull(),
    leaderUserIds: jsonb('leader_user_ids').$type<string[]>().notNull(),
    seenAt: instant('seen_at').notNull(),
    goneAt: instant('gone_at'),
  },
  (t) => [primaryKey({ columns: [t.corpId, t.deptId] }), index('departments_parent').on(t.corpId, t.parentId)],
);

/** 岗位. `templateKey` names the template a handover of this position starts from. */
export const positions = pgTable(
  'positions',
  {
    corpId: corpId(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    templateKey: text('template_key').notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.corpId, t.key] })],
);

/** First match wins, by `rank`. A keyword is looked for in the title, then in the department name. */
export const positionRules = pgTable(
  'position_rules',
  {
    corpId: corpId(),
    rank: integer('rank').notNull(),
    positionKey: text('position_key').notNull(),
    keywords: jsonb('keywords').$type<string[]>().notNull(),
    where: text('where').$type<'title' | 'department' | 'title_or_department'>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.corpId, t.rank] })],
);

/** The people behind "HR / IT / 财务 / 行政 …". Lowest `rank` is asked first; `deptId` narrows a role to a department. */
export const roleHolders = pgTable(
  'role_holders',
  {
    corpId: corpId(),
    role: text('role').notNull(),
    userId: text('user_id').notNull(),
    rank: integer('rank').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.corpId, t.role, t.userId] })],
);

/** An opaque token's SHA-256. Revoked by deleting the row or setting `endedAt`. */
export const sessions = pgTable(
  'sessions',
  {
    corpId: corpId(),
    tokenHash: text('token_hash').notNull(),
    userId: text('user_id').notNull(),
    createdAt: createdAt(),
    lastSeenAt: instant('last_seen_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
    userAgent: text('user_agent').notNull().default(''),
  },
  (t) => [primaryKey({ columns: [t.corpId, t.tokenHash] }), index('sessions_user').on(t.corpId, t.userId)],
);
