import type { CaseKind, CaseState } from '@baton/core';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { corpId, createdAt, id, instant } from './columns.ts';

/** 交接单 */
export const handovers = pgTable(
  'handovers',
  {
    corpId: corpId(),
    id: id(),
    kind: text('kind').$type<CaseKind>().notNull().default('departure'),
    state: text('state').$type<CaseState>().notNull(),
    leaverId: text('leaver_id').notNull(),
    managerId: text('manager_id'),
    successorId: text('successor_id'),
    interimHolderId: text('interim_holder_id'),
    witnessId: text('witness_id'),
    hrId: text('hr_id'),
    /** Null only while 待启动: DingTalk did not say and HR has not yet. */
    lastWorkingDay: date('last_working_day', { mode: 'string' }),
    legalEndDate: date('legal_end_date', { mode: 'string' }),
    accessCutoffAt: instant('access_cutoff_at'),
    positionKey: text('position_key'),
    /** Which rule fired, in words an admin can check. */
    positionRule: text('position_rule').notNull().default(''),
    /** [{ key, version }]: base, the position's, add-ons. Bound at birth. */
    templates: jsonb('templates').$type<{ key: string; version: number }[]>().notNull(),
    source: text('source').$type<CaseSource>().notNull(),
    /** The approval instance that is authoritative now; all of them are in `handover_approvals`. */
    processInstanceId: text('process_instance_id'),
    /** Statutory clock: shown, never blocked by the gate. */
    certificateIssuedAt: instant('certificate_issued_at'),
    filesTransferredAt: instant('files_transferred_at'),
    launchedAt: instant('launched_at'),
    releasedAt: instant('released_at'),
    releasedBy: text('released_by'),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnBecause: text('withdrawn_because').notNull().default(''),
    /** Blocking pre-flight problems when last looked at; a running case has some when a role lost its last person. */
    problems: integer('problems').notNull().default(0),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.id] }),
    // One person, one open case per kind, whatever arrives in whatever order. A withdrawn departure that is approved
    // again is reinstated, not doubled.
    uniqueIndex('handovers_one_open')
      .on(t.corpId, t.leaverId, t.kind)
      .where(sql`state in ('preparing','planning','active','supplementing','awaiting_release')`),
    index('handovers_state').on(t.corpId, t.state, t.lastWorkingDay),
    index('handovers_successor').on(t.corpId, t.successorId),
    index('handovers_manager').on(t.corpId, t.managerId),
    // Whether a person's access was cut off is asked with every request of theirs.
    index('handovers_leaver').on(t.corpId, t.leaverId),
  ],
);
export type CaseSource = 'approval' | 'dimission_info' | 'left_org' | 'hr' | 'csv';

/** Every approval that ever spoke about a departure, with the last thing it said. */
export const handoverApprovals = pgTable(
  'handover_approvals',
  {
    corpId: corpId(),
    processInstanceId: text('process_instance_id').notNull(),
    /** Null until a case exists (a refused resignation never gets one). */
    handoverId: uuid('handover_id'),
    leaverId: text('leaver_id').notNull(),
    status: text('status').$type<'running' | 'agreed' | 'refused' | 'withdrawn' | 'deleted'>().notNull(),
    /** Instant DingTalk gives for that status; an older event never overwrites a newer one. */
    statusAt: instant('status_at').notNull(),
    /** When it was agreed, kept when it is withdrawn or deleted later. */
    agreedAt: instant('agreed_at'),
    lastWorkingDay: date('last_working_day', { mode: 'string' }),
    successorId: text('successor_id'),
    bizCategoryId: text('biz_category_id').notNull().default(''),
    processCode: text('process_code').notNull().default(''),
    /** Agreed while the month's calls were used up: who leaves is taken from 智能人事 until the form can be read. */
    formUnread: boolean('form_unread').notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.processInstanceId] }),
    index('handover_approvals_leaver').on(t.corpId, t.leaverId),
  ],
);

/**
 * What else was said about one person's departure, besides approvals; append-only, nothing is said twice. Together with
 * the approvals it is everything core's `foldDeparture` reads, so the order in which things arrive never matters.
 */
export const departureFacts = pgTable(
  'departure_facts',
  {
    corpId: corpId(),
    /** Order of arrival, for facts of one instant. */
    seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    leaverId: text('leaver_id').notNull(),
    /** dimission: 智能人事 dimissionInfos, kept when its content changes. presence: directory and events. hr: by hand. */
    source: text('source').$type<DepartureFactSource>().notNull(),
    /** dimission: pending | left | none | submitted. presence: left | back. hr: open | edit | withdraw | reinstate. */
    status: text('status').notNull(),
    /** When the source said so, or when it was first seen where the source gives no instant. */
    at: instant('at').notNull(),
    lastWorkingDay: date('last_working_day', { mode: 'string' }),
    successorId: text('successor_id'),
    by: text('by').notNull().default(''),
  },
  (t) => [primaryKey({ columns: [t.corpId, t.seq] }), index('departure_facts_leaver').on(t.corpId, t.leaverId, t.at)],
);

/**
 * Departures of which something became known that their case does not show yet. Written in the transaction of the news,
 * deleted in the transaction that brings the case in line: whatever dies in between, reconciliation goes on from here.
 */
export const departureNews = pgTable(
  'departure_news',
  {
    corpId: corpId(),
    leaverId: text('leaver_id').notNull(),
    since: instant('since').notNull(),
    /** Somebody else of the case came or went: its people are to be looked at again, whatever is known of the leaver. */
    peopleChanged: boolean('people_changed').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.corpId, t.leaverId] })],
);
export type DepartureFactSource = 'dimission' | 'presence' | 'hr';
