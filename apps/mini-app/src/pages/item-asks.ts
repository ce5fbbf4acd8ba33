import type { ItemView, PersonRef } from '@baton/api/client';
import type { DemoResult, EvidenceContent, ItemAction } from '@baton/core';
import { call } from '../session.ts';

/** `save` happens by itself; everything else is asked first. */
export type AskedAction = Exclude<ItemAction, 'save'>;
export type AskField = 'note' | 'reason' | 'why' | 'risk' | 'followUpOn' | 'doer' | 'slot' | 'delegateTo' | 'demo';
export type Answers = {
  note: string;
  reason: string;
  why: string;
  risk: string;
  followUpOn: string;
  doer: PersonRef | null;
  slot: string;
  delegateTo: PersonRef | null;
  demo: DemoResult | null;
};
export const NO_ANSWERS: Answers = {
  note: '',
  reason: '',
  why: '',
  risk: '',
  followUpOn: '',
  doer: null,
  slot: '',
  delegateTo: null,
  demo: null,
};

type Send = (
  item: ItemView,
  version: number,
  answers: Answers,
  evidence: readonly EvidenceContent[],
) => Promise<ItemView>;
type Ask = { fields: readonly AskField[]; danger?: true; send: Send };

/** The value of the choice "the acceptance" in a delegation; other values are slots of confirmations. */
export const ACCEPTANCE = 'acceptance';
const to = (item: ItemView) => ({ params: { id: item.id } });

/** What each action asks for and how it is sent. Order: how prominently a page offers it. */
export const ASKS: Record<AskedAction, Ask> = {
  submit: {
    fields: [],
    send: (item, version, _, evidence) => call('submitItem', { ...to(item), body: { version, evidence } }),
  },
  accept: {
    fields: ['demo', 'note'],
    send: (item, version, { note, demo }) =>
      call('acceptItem', { ...to(item), body: { version, note, ...(demo ? { demo } : {}) } }),
  },
  confirm: {
    fields: ['note'],
    send: (item, version, { note }) => call('confirmItem', { ...to(item), body: { version, note } }),
  },
  unblock: { fields: [], send: (item, version) => call('unblockItem', { ...to(item), body: { version } }) },
  return: {
    fields: ['reason'],
    send: (item, version, { reason }) => call('returnItem', { ...to(item), body: { version, reason } }),
  },
  block: {
    fields: ['reason'],
    send: (item, version, { reason }) => call('blockItem', { ...to(item), body: { version, reason } }),
  },
  delegate: {
    fields: ['slot', 'delegateTo', 'reason'],
    send: (item, version, { slot, delegateTo, reason }) =>
      call('delegateItem', {
        ...to(item),
        body: {
          version,
          slot: slot === ACCEPTANCE ? null : Number(slot),
          toUserId: delegateTo?.userId ?? '',
          reason,
        },
      }),
  },
  supplement: {
    fields: ['doer', 'reason'],
    send: (item, version, { doer, reason }) =>
      call('supplementItem', { ...to(item), body: { version, doerId: doer?.userId ?? '', reason } }),
  },
  reopen: {
    fields: ['reason'],
    send: (item, version, { reason }) => call('reopenItem', { ...to(item), body: { version, reason } }),
  },
  waive: {
    fields: ['why', 'risk', 'followUpOn'],
    danger: true,
    send: (item, version, { why, risk, followUpOn }) =>
      call('waiveItem', { ...to(item), body: { version, why, risk, followUpOn: followUpOn || null } }),
  },
};

const EXPECTED = ['submit', 'accept', 'confirm'] as const satisfies readonly AskedAction[];

/** What this person is expected to do with the item now; null for who merely may do something. */
export function expectedOf(item: ItemView, me: string | undefined): AskedAction | null {
  const unblocks = item.abilities.includes('unblock') && item.doer.userId === me;
  return EXPECTED.find((action) => item.abilities.includes(action)) ?? (unblocks ? 'unblock' : null);
}

/** A DEMO is asked for on acceptance; it cannot be left out where nothing else would do. */
export const asksDemo = (item: ItemView): boolean => item.evidence.some((group) => group.includes('DEMO'));
const needsDemo = (item: ItemView): boolean => item.evidence.some((group) => group.every((type) => type === 'DEMO'));

export const MIN_REASON = 2;

/** Whether a field may stay empty. A failed DEMO goes back to the doer, who has to know why. */
export const isOptional = (field: AskField, { demo }: Pick<Answers, 'demo'>): boolean =>
  field === 'followUpOn' || (field === 'note' && demo !== 'fail');

/** Fields that still miss an answer. */
export function unanswered(action: AskedAction, item: ItemView, answers: Answers): AskField[] {
  return ASKS[action].fields.filter((field) => {
    if (isOptional(field, answers)) return false;
    if (field === 'demo') return needsDemo(item) && answers.demo === null;
    const value = answers[field];
    const least = field === 'slot' ? 1 : MIN_REASON;
    return typeof value === 'string' ? value.trim().length < least : value === null;
  });
}
