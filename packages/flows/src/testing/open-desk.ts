import { randomUUID } from 'node:crypto';
import type { ConfirmerRole, EvidenceNeed, ItemState, Level } from '@baton/core';
import { type Connection, schema, type Tx, withCorp } from '@baton/db';
import { createTestDatabase } from '@baton/db/testing';
import { seedCorp } from '../company/seed-corp.ts';
import type { Deps, Session } from '../deps.ts';
import { planReminders } from '../reminder/plan-reminders.ts';
import { memoryStorage } from './memory-storage.ts';

export const CORP = 'dingtest';

/** Who is who at the desk. 老张 leaves, 小李 takes over, 王 is the manager, 刘 above him. */
export const PEOPLE = {
  zhang: { name: '张建国', title: '设备工程师', manager: 'wang', roles: [] },
  li: { name: '李明', title: '设备工程师', manager: 'wang', roles: [] },
  wang: { name: '王海涛', title: '设备部经理', manager: 'liu', roles: [] },
  liu: { name: '刘振华', title: '总经理', manager: null, roles: ['general_manager'] },
  chen: { name: '陈静', title: '人事主管', manager: 'liu', roles: ['hr'] },
  zhao: { name: '赵磊', title: 'IT 工程师', manager: 'liu', roles: ['it'] },
  gao: { name: '高云', title: '法务', manager: 'liu', roles: [] },
} as const satisfies Record<string, { name: string; title: string; manager: string | null; roles: ConfirmerRole[] }>;
export type Who = keyof typeof PEOPLE;

type ItemDraft = {
  key?: string;
  title?: string;
  level?: Level;
  gate?: 'release' | 'archive';
  dueOn?: string;
  evidence?: EvidenceNeed;
  restricted?: boolean;
  state?: ItemState;
  doer?: Who;
  acceptor?: Who | null;
  acceptorInterim?: boolean;
  confirmers?: readonly { role: ConfirmerRole; who: Who; signed?: boolean }[];
};

/** A database with one company and, of rows made by hand, what a test is about. Nobody talks to DingTalk here. */
export type Desk = {
  deps: Deps;
  at(instant: string): void;
  as(who: Who): Session;
  /** A running case with these items. */
  openCase(
    items: readonly ItemDraft[],
    about?: Partial<typeof schema.handovers.$inferInsert>,
  ): Promise<{
    handoverId: string;
    itemIds: string[];
  }>;
  read<T>(query: (tx: Tx) => Promise<T>): Promise<T>;
  nudged: string[];
  close(): Promise<void>;
};

/** @param start instant; default a Monday, 2026-03-02 10:07 in Shanghai */
export async function openDesk(start = '2026-03-02T02:07:00.000Z'): Promise<Desk> {
  const connection: Connection = await createTestDatabase();
  let now = new Date(start);
  const nudged: string[] = [];
  const deps: Deps = {
    db: connection.db,
    dingtalkFor: () => {
      throw new Error('no DingTalk at the desk');
    },
    now: () => now,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    nudge: (job) => nudged.push(job),
    storage: memoryStorage(),
    stopping: new AbortController().signal,
    publicUrl: 'https://baton.example.com',
    clientIdFor: () => 'client',
    agentIdFor: () => '1',
  };
  await seedCorp(deps, CORP);
  const read = <T>(query: (tx: Tx) => Promise<T>) => withCorp(connection.db, CORP, query);
  await read((tx) => hire(tx, now));
  return {
    deps,
    nudged,
    read,
    at: (instant) => {
      now = new Date(instant);
    },
    as: (who) => ({
      corpId: CORP,
      actor: { userId: who, isAdmin: false, roles: [...PEOPLE[who].roles] },
      tokenHash: 'none',
    }),
    openCase: (drafts, about = {}) => read((tx) => insertCase(tx, drafts, about, now)),
    close: () => connection.close(),
  };
}

async function hire(tx: Tx, now: Date): Promise<void> {
  await tx
    .insert(schema.departments)
    .values({ corpId: CORP, deptId: 2, parentId: 1, name: '设备部', leaderUserIds: [], seenAt: now });
  const known = Object.entries(PEOPLE);
  await tx.insert(schema.people).values(
    known.map(([userId, { name, title, manager }]) => ({
      corpId: CORP,
      userId,
      unionId: `union-${userId}`,
      name,
      title,
      deptIds: [2],
      managerUserId: manager,
      seenAt: now,
    })),
  );
  const roles = known.flatMap(([userId, person]) => person.roles.map((role) => ({ corpId: CORP, userId, role })));
  await tx.insert(schema.roleHolders).values(roles);
}

async function insertCase(
  tx: Tx,
  drafts: readonly ItemDraft[],
  about: Partial<typeof schema.handovers.$inferInsert>,
  now: Date,
) {
  const handoverId = randomUUID();
  await tx.insert(schema.handovers).values({
    corpId: CORP,
    id: handoverId,
    state: 'active',
    leaverId: 'zhang',
    managerId: 'wang',
    successorId: 'li',
    lastWorkingDay: '2026-03-31',
    templates: [{ key: 'base', version: 1 }],
    source: 'hr',
    launchedAt: now,
    updatedAt: now,
    ...about,
  });
  const itemIds: string[] = [];
  for (const [position, draft] of drafts.entries())
    itemIds.push(await insertItem(tx, handoverId, position, draft, now));
  await planReminders(tx, { corpId: CORP, handoverId, now });
  return { handoverId, itemIds };
}

async function insertItem(tx: Tx, handoverId: string, position: number, draft: ItemDraft, now: Date): Promise<string> {
  const id = randomUUID();
  await tx.insert(schema.items).values({
    corpId: CORP,
    id,
    handoverId,
    key: draft.key ?? `item_${position}`,
    position,
    title: draft.title ?? `交接项 ${position}`,
    standard: '写清楚',
    evidence: draft.evidence ?? [['SYS']],
    columns: [],
    level: draft.level ?? 'must',
    gate: draft.gate ?? 'release',
    due: 'L',
    dueOn: draft.dueOn ?? '2026-03-20',
    hours: 1,
    restricted: draft.restricted ?? false,
    state: draft.state ?? 'todo',
    stateSince: now,
    doerId: draft.doer ?? 'zhang',
    acceptorId: draft.acceptor === undefined ? 'li' : draft.acceptor,
    acceptorInterim: draft.acceptorInterim ?? false,
  });
  const confirmers = draft.confirmers ?? [{ role: 'manager' as const, who: 'wang' as const }];
  const signers = confirmers.map(({ role, who, signed }, slot) => ({
    corpId: CORP,
    itemId: id,
    slot,
    role,
    confirmerId: who,
    confirmedAt: signed ? now : null,
    confirmedBy: signed ? who : null,
  }));
  if (signers.length > 0) await tx.insert(schema.confirmations).values(signers);
  return id;
}
