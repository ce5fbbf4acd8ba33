import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { actor, handover, item, now, PEOPLE } from './cast.testing.ts';
import { type ItemContext, itemRefusal } from './item-moves.ts';
import { CASE_STATES, ITEM_ACTIONS, ITEM_STATES, type ItemAction, type ItemFacts, type ItemState } from './model.ts';
import { type ItemMove, moveItem } from './move-item.ts';

/** Everything an action could ask for, so that only who and when decide. */
const typed = {
  reason: '资料不全，请补充',
  risk: '客户可能催问',
  demo: 'pass' as const,
  toUserId: 'deputy',
};
const context = (userId: string, more: Partial<ItemContext> = {}): ItemContext => ({
  actor: actor(userId),
  handover: handover(),
  now,
  ...typed,
  ...(userId === 'it' ? { slot: 0 } : {}),
  ...more,
});
const attempt = (facts: ItemFacts, action: ItemAction, given: ItemContext): ItemMove | string => {
  try {
    return moveItem(facts, action, given);
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
};

type People = string;
/** state → action → who may, and where it leads. Whatever is not written here must be refused. */
const ALLOWED: Record<ItemState, Partial<Record<ItemAction, readonly [People, ItemState]>>> = {
  todo: {
    save: ['leaver', 'doing'],
    submit: ['leaver', 'awaiting_acceptance'],
    block: ['leaver successor manager hr', 'blocked'],
    waive: ['manager hr', 'waived'],
    supplement: ['manager hr', 'supplementary'],
    delegate: ['successor it', 'todo'],
  },
  doing: {
    save: ['leaver', 'doing'],
    submit: ['leaver', 'awaiting_acceptance'],
    block: ['leaver successor manager hr', 'blocked'],
    waive: ['manager hr', 'waived'],
    supplement: ['manager hr', 'supplementary'],
    delegate: ['successor it', 'doing'],
  },
  returned: {
    save: ['leaver', 'returned'],
    submit: ['leaver', 'awaiting_acceptance'],
    block: ['leaver successor manager hr', 'blocked'],
    waive: ['manager hr', 'waived'],
    supplement: ['manager hr', 'supplementary'],
    delegate: ['successor it', 'returned'],
  },
  supplementary: {
    save: ['leaver', 'supplementary'],
    submit: ['leaver', 'awaiting_acceptance'],
    block: ['leaver successor manager hr', 'blocked'],
    waive: ['manager hr', 'waived'],
    supplement: ['manager hr', 'supplementary'],
    delegate: ['successor it', 'supplementary'],
  },
  blocked: {
    unblock: ['leaver manager hr', 'doing'],
    waive: ['manager hr', 'waived'],
    supplement: ['manager hr', 'supplementary'],
    delegate: ['successor it', 'blocked'],
  },
  awaiting_acceptance: {
    accept: ['successor', 'awaiting_confirmation'],
    return: ['successor', 'returned'],
    waive: ['manager hr', 'waived'],
    delegate: ['successor it', 'awaiting_acceptance'],
  },
  awaiting_confirmation: {
    confirm: ['it', 'done'],
    return: ['it', 'returned'],
    waive: ['manager hr', 'waived'],
    delegate: ['it', 'awaiting_confirmation'],
  },
  done: { reopen: ['hr', 'returned'] },
  waived: { reopen: ['hr', 'returned'] },
};

const everyCell = ITEM_STATES.flatMap((state) =>
  ITEM_ACTIONS.flatMap((action) => PEOPLE.map((userId) => [state, action, userId] as const)),
);

describe('state × action × person', () => {
  it.each(everyCell)('%s · %s · %s', (state, action, userId) => {
    const cell = ALLOWED[state][action];
    const outcome = attempt(item({ state }), action, context(userId));
    if (cell?.[0].split(' ').includes(userId)) {
      expect(outcome).toMatchObject({ state: cell[1] });
    } else {
      expect(['forbidden', 'item_action_not_allowed']).toContain(outcome);
    }
  });

  it('buttons are exactly what is not refused', () => {
    const wrong = everyCell.filter(([state, action, userId]) => {
      const shown = itemRefusal(item({ state }), action, context(userId)) === null;
      return shown !== (typeof attempt(item({ state }), action, context(userId)) !== 'string');
    });
    expect(wrong).toEqual([]);
  });
});

describe('in which case states an item moves', () => {
  it.each(CASE_STATES.flatMap((state) => (['release', 'archive'] as const).map((gate) => [state, gate] as const)))(
    'case %s, %s gate',
    (state, gate) => {
      const open =
        ['planning', 'active', 'supplementing', 'awaiting_release'].includes(state) ||
        (state === 'released' && gate === 'archive');
      const outcome = attempt(item({ gate }), 'save', context('leaver', { handover: handover({ state }) }));
      expect(typeof outcome === 'string' ? outcome : 'moved').toBe(open ? 'moved' : 'item_action_not_allowed');
    },
  );
});

describe('two people', () => {
  const both = item({
    state: 'awaiting_confirmation',
    confirmations: [
      { slot: 0, role: 'hr', confirmerId: 'hr', confirmedAt: null },
      { slot: 1, role: 'finance', confirmerId: 'finance', confirmedAt: null },
    ],
  });

  it('is done only when every required signer has signed, in either order', () => {
    for (const [first, second] of [
      ['hr', 'finance'],
      ['finance', 'hr'],
    ] as const) {
      const half = moveItem(both, 'confirm', context(first));
      expect(half.state).toBe('awaiting_confirmation');
      expect(attempt({ ...both, ...half }, 'confirm', context(first))).toBe('forbidden'); // nobody signs twice
      const whole = moveItem({ ...both, ...half }, 'confirm', context(second));
      expect(whole.state).toBe('done');
      expect(whole.confirmations.map(({ confirmedAt }) => confirmedAt)).toEqual([now, now]);
    }
  });

  it('one person who fills two required roles signs both at once', () => {
    const twice = item({
      state: 'awaiting_confirmation',
      confirmations: [
        { slot: 0, role: 'it', confirmerId: 'it', confirmedAt: null },
        { slot: 1, role: 'finance_lead', confirmerId: 'it', confirmedAt: null },
      ],
    });
    expect(moveItem(twice, 'confirm', context('it')).state).toBe('done');
  });

  it('the successor as confirmer: acceptance completes the item', () => {
    const own = item({
      state: 'awaiting_acceptance',
      confirmations: [{ slot: 0, role: 'successor', confirmerId: 'successor', confirmedAt: null }],
    });
    const accepted = moveItem(own, 'accept', context('successor'));
    expect(accepted).toMatchObject({ state: 'done', acceptance: 'given' });
    expect(accepted.confirmations[0]?.confirmedAt).toEqual(now);
  });

  it('an item without a signer is never done by acceptance alone', () => {
    const nobody = item({ state: 'awaiting_acceptance', confirmations: [] });
    expect(moveItem(nobody, 'accept', context('successor')).state).toBe('awaiting_confirmation');
  });

  it.each(PEOPLE)('%s as doer neither accepts, confirms, waives nor hands on', (userId) => {
    for (const state of ITEM_STATES) {
      const mine = item({
        state,
        doerId: userId,
        acceptorId: userId,
        confirmations: [{ slot: 0, role: 'it', confirmerId: userId, confirmedAt: null }],
      });
      for (const action of ['accept', 'confirm', 'waive', 'delegate'] as const) {
        expect(['forbidden', 'item_action_not_allowed']).toContain(attempt(mine, action, context(userId, { slot: 0 })));
      }
    }
  });

  it('the leaver is never more than the doer, whatever roles they fill', () => {
    const powers: ItemContext = context('leaver', {
      actor: { userId: 'leaver', isAdmin: true, roles: ['hr', 'it'] },
      handover: handover({ managerId: 'leaver', successorId: 'leaver', witnessId: 'leaver' }),
    });
    const own = item({
      acceptorId: 'leaver',
      confirmations: [{ slot: 0, role: 'it', confirmerId: 'leaver', confirmedAt: null }],
    });
    for (const state of ITEM_STATES) {
      for (const action of ['accept', 'confirm', 'return', 'waive', 'reopen', 'supplement', 'delegate'] as const) {
        expect(itemRefusal({ ...own, state }, action, powers)).toBe('forbidden');
        expect(itemRefusal({ ...own, state, doerId: 'manager' }, action, powers)).toBe('forbidden');
      }
    }
  });

  it('the leaver can do nothing once access is cut off', () => {
    const cut = context('leaver', { handover: handover({ accessCutoffAt: now, lastWorkingDay: '2026-11-24' }) });
    for (const action of ITEM_ACTIONS) expect(itemRefusal(item(), action, cut)).toBe('forbidden');
    const later = context('leaver', {
      handover: handover({ accessCutoffAt: new Date(now.getTime() + 1), lastWorkingDay: '2026-11-24' }),
    });
    expect(itemRefusal(item(), 'save', later)).toBeNull();
  });
});

describe('guards', () => {
  it('nothing is handed in while nobody can accept it', () => {
    expect(attempt(item({ acceptorId: null }), 'submit', context('leaver'))).toBe('item_action_not_allowed');
  });

  it.each<[ItemAction, ItemState, string]>([
    ['return', 'awaiting_acceptance', 'successor'],
    ['block', 'todo', 'leaver'],
    ['waive', 'todo', 'hr'],
    ['reopen', 'done', 'hr'],
    ['supplement', 'todo', 'manager'],
    ['delegate', 'todo', 'successor'],
  ])('%s needs a reason', (action, state, userId) => {
    expect(attempt(item({ state }), action, context(userId, { reason: '  ' }))).toBe('reason_required');
  });

  it('a waiver needs why and what risk remains, and keeps them', () => {
    expect(attempt(item(), 'waive', context('hr', { risk: ' ' }))).toBe('reason_required');
    expect(moveItem(item(), 'waive', context('hr', { followUpOn: '2027-01-15' })).waiver).toEqual({
      by: 'hr',
      why: typed.reason,
      risk: typed.risk,
      followUpOn: '2027-01-15',
    });
    expect(moveItem(item({ state: 'waived' }), 'reopen', context('hr')).waiver).toBeNull();
  });

  it('returning and reopening clear what was accepted and confirmed', () => {
    const signed = item({
      state: 'done',
      toBeReaccepted: true,
      confirmations: [{ slot: 0, role: 'it', confirmerId: 'it', confirmedAt: now }],
    });
    expect(moveItem(signed, 'reopen', context('hr'))).toMatchObject({
      state: 'returned',
      acceptance: 'cleared',
      toBeReaccepted: false,
      reason: typed.reason,
      confirmations: [{ confirmedAt: null }],
    });
    const half = { ...signed, state: 'awaiting_confirmation' as const, toBeReaccepted: false };
    const open = [
      ...half.confirmations,
      { slot: 1, role: 'finance' as const, confirmerId: 'finance', confirmedAt: null },
    ];
    const back = moveItem({ ...half, confirmations: open }, 'return', context('finance'));
    expect(back.confirmations.map(({ confirmedAt }) => confirmedAt)).toEqual([null, null]);
    expect(back.acceptance).toBe('cleared');
  });

  it('the reason stays until it no longer holds', () => {
    const why = (state: ItemState, action: ItemAction, userId: string) =>
      moveItem(item({ state, reason: '等供应商回复' }), action, context(userId)).reason;
    expect(why('returned', 'save', 'leaver')).toBe('等供应商回复');
    expect(why('blocked', 'delegate', 'successor')).toBe('等供应商回复');
    expect(why('returned', 'submit', 'leaver')).toBe('');
    expect(why('blocked', 'unblock', 'hr')).toBe('');
    expect(why('blocked', 'waive', 'hr')).toBe(typed.reason);
  });
});

describe('DEMO', () => {
  const demo = item({ state: 'awaiting_acceptance', evidence: [['LIST'], ['DEMO']] });
  it.each([
    ['pass', 'awaiting_confirmation'],
    ['pass_with_help', 'awaiting_confirmation'],
    ['fail', 'returned'],
  ] as const)('%s leads to %s', (result, state) => {
    expect(moveItem(demo, 'accept', context('successor', { demo: result })).state).toBe(state);
  });
  it('cannot be accepted without a result; a failed one says why', () => {
    const { demo: _, ...rest } = context('successor');
    expect(attempt(demo, 'accept', rest)).toBe('invalid_input');
    expect(attempt(demo, 'accept', context('successor', { demo: 'fail', reason: '' }))).toBe('reason_required');
    expect(attempt(item({ state: 'awaiting_acceptance', evidence: [['DEMO', 'FILE']] }), 'accept', rest)).toMatchObject(
      {
        state: 'awaiting_confirmation',
      },
    );
  });
});

describe('interim holder and successor', () => {
  const interim = item({ state: 'awaiting_acceptance', acceptorId: 'interim', acceptorInterim: true });
  it('what an interim holder accepts is to be accepted again', () => {
    expect(moveItem(interim, 'accept', context('interim'))).toMatchObject({
      state: 'awaiting_confirmation',
      toBeReaccepted: true,
    });
  });

  it.each(['awaiting_confirmation', 'done'] as const)(
    'the successor accepts a %s item again, or returns it',
    (state) => {
      const handedOn = item({
        state,
        toBeReaccepted: true,
        confirmations: [{ slot: 0, role: 'it', confirmerId: 'it', confirmedAt: state === 'done' ? now : null }],
      });
      expect(moveItem(handedOn, 'accept', context('successor'))).toMatchObject({ state, toBeReaccepted: false });
      expect(moveItem(handedOn, 'return', context('successor'))).toMatchObject({ state: 'returned' });
      // While the interim holder is still the one who accepts, there is nobody to accept again.
      const waiting = { ...handedOn, acceptorId: 'interim', acceptorInterim: true };
      expect(attempt(waiting, 'accept', context('interim'))).toBe('item_action_not_allowed');
    },
  );
});

describe('转补交接 and delegation', () => {
  it('goes to somebody who neither leaves nor signs', () => {
    for (const toUserId of ['leaver', 'successor', 'it', '']) {
      expect(attempt(item(), 'supplement', context('hr', { toUserId }))).toBe('invalid_input');
    }
    expect(moveItem(item(), 'supplement', context('hr'))).toMatchObject({ doerId: 'deputy', acceptorId: 'successor' });
  });

  it('hands on the acceptance, with the confirmation that goes with it', () => {
    const own = item({
      confirmations: [{ slot: 0, role: 'successor', confirmerId: 'successor', confirmedAt: null }],
    });
    const moved = moveItem(own, 'delegate', context('successor', { slot: null }));
    expect(moved.acceptorId).toBe('deputy');
    expect(moved.confirmations[0]?.confirmerId).toBe('deputy');
  });

  it('hands on one confirmation', () => {
    const moved = moveItem(item(), 'delegate', context('it', { slot: 0 }));
    expect(moved.confirmations[0]?.confirmerId).toBe('deputy');
    expect(moved.acceptorId).toBe('successor');
  });

  it.each<[string, Partial<ItemContext>, string]>([
    ['successor', { slot: null, toUserId: 'leaver' }, 'invalid_input'],
    ['successor', { slot: null, toUserId: 'it' }, 'invalid_input'], // would accept and confirm
    ['successor', { slot: null, toUserId: 'successor' }, 'invalid_input'],
    ['successor', { slot: 0 }, 'forbidden'], // not theirs
    ['it', { slot: null }, 'forbidden'],
    ['it', { slot: 0, toUserId: 'successor' }, 'invalid_input'],
    ['it', { slot: 0, toUserId: 'leaver' }, 'invalid_input'],
    ['it', { slot: 7 }, 'forbidden'],
  ])('%s with %o is refused', (userId, more, code) => {
    expect(attempt(item(), 'delegate', context(userId, more))).toBe(code);
  });
});
