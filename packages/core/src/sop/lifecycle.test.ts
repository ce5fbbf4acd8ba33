import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { DOCUMENT_MOVES, knowsAction, moveDocument } from './lifecycle.ts';
import { DOCUMENT_ACTIONS, DOCUMENT_STATES, DRAFT_STATES, UNPUBLISHED } from './model.ts';

/** Every pair of states that a document can be in, with whether it has a published version. */
const STANDINGS = DOCUMENT_STATES.flatMap((state) =>
  DRAFT_STATES.flatMap((draft) => [true, false].map((published) => ({ state, draft, published }))),
).filter(({ state, draft, published }) => {
  if (state === 'draft') return draft === 'editing' && !published;
  if (state === 'in_review') return draft === 'in_review' && !published;
  // Only a draft that was given up is obsolete without ever having been published.
  if (!published) return state === 'obsolete' && draft === 'editing';
  return state !== 'obsolete' || draft !== 'in_review';
});

/** What each action makes of each standing: `state/draft`, `+` when a version is published. The whole table. */
const TABLE: Record<string, Record<string, string>> = {
  'draft/editing': {
    edit: 'draft/editing',
    submit: 'in_review/in_review',
    obsolete: 'obsolete/editing',
    change_people: 'draft/editing',
    change_settings: 'draft/editing',
  },
  'in_review/in_review': {
    withdraw: 'draft/editing',
    reject: 'draft/editing',
    publish: 'published/none',
    change_people: 'in_review/in_review',
    change_settings: 'in_review/in_review',
  },
  'obsolete/editing': { revive: 'draft/editing' },
  'published+/none': {
    edit: 'published/editing',
    verify: 'published/none',
    flag: 'needs_review/none',
    obsolete: 'obsolete/none',
    change_people: 'published/none',
    change_settings: 'published/none',
    restore: 'published/none',
  },
  'published+/editing': {
    edit: 'published/editing',
    discard: 'published/none',
    submit: 'published/in_review',
    verify: 'published/editing',
    flag: 'needs_review/editing',
    obsolete: 'obsolete/editing',
    change_people: 'published/editing',
    change_settings: 'published/editing',
  },
  'published+/in_review': {
    withdraw: 'published/editing',
    reject: 'published/editing',
    publish: 'published/none',
    verify: 'published/in_review',
    flag: 'needs_review/in_review',
    change_people: 'published/in_review',
    change_settings: 'published/in_review',
  },
  'needs_review+/none': {
    edit: 'needs_review/editing',
    verify: 'published/none',
    flag: 'needs_review/none',
    obsolete: 'obsolete/none',
    change_people: 'needs_review/none',
    change_settings: 'needs_review/none',
    restore: 'published/none',
  },
  'needs_review+/editing': {
    edit: 'needs_review/editing',
    discard: 'needs_review/none',
    submit: 'needs_review/in_review',
    verify: 'published/editing',
    flag: 'needs_review/editing',
    obsolete: 'obsolete/editing',
    change_people: 'needs_review/editing',
    change_settings: 'needs_review/editing',
  },
  'needs_review+/in_review': {
    withdraw: 'needs_review/editing',
    reject: 'needs_review/editing',
    publish: 'published/none',
    verify: 'published/in_review',
    flag: 'needs_review/in_review',
    change_people: 'needs_review/in_review',
    change_settings: 'needs_review/in_review',
  },
  'obsolete+/none': { revive: 'needs_review/none' },
  'obsolete+/editing': { revive: 'needs_review/editing' },
};

const outcome = (standing: (typeof STANDINGS)[number], action: (typeof DOCUMENT_ACTIONS)[number]) => {
  try {
    const { state, draft } = moveDocument(standing, action, standing);
    return `${state}/${draft}`;
  } catch (error) {
    if (error instanceof AppError && error.code === 'document_action_not_allowed') return undefined;
    throw error;
  }
};

it('every standing a document can be in is in the table', () => {
  const names = STANDINGS.map(({ state, draft, published }) => `${state}${published ? '+' : ''}/${draft}`);
  expect(names.toSorted()).toEqual(Object.keys(TABLE).toSorted());
});

describe.each(STANDINGS)('$state/$draft, published: $published', (standing) => {
  const row = TABLE[`${standing.state}${standing.published ? '+' : ''}/${standing.draft}`] ?? {};
  it.each(DOCUMENT_ACTIONS)('%s', (action) => {
    expect(outcome(standing, action)).toBe(row[action]);
    expect(knowsAction(standing, action)).toBe(row[action] !== undefined);
  });
});

it('no action leads out of what a document can be in', () => {
  for (const standing of STANDINGS) {
    for (const action of DOCUMENT_ACTIONS) {
      const after = outcome(standing, action);
      if (after === undefined) continue;
      const [state = ''] = after.split('/');
      const published = standing.published || action === 'publish';
      expect(Object.keys(TABLE)).toContain(after.replace(state, `${state}${published ? '+' : ''}`));
    }
  }
});

it.each([
  ['published', 'published'],
  ['needs_review', 'needs_review'],
] as const)('mending a typo leaves a %s document as it is', (state, expected) => {
  const moved = moveDocument({ state, draft: 'in_review' }, 'publish', { published: true, minor: true });
  expect(moved).toEqual({ state: expected, draft: 'none' });
});

it('the first version is never a mere typo', () => {
  const standing = { state: 'in_review', draft: 'in_review' } as const;
  expect(moveDocument(standing, 'publish', { published: false, minor: true }).state).toBe('published');
});

it('what is unpublished never becomes anything readers see without being published', () => {
  for (const action of DOCUMENT_ACTIONS) {
    const { to } = DOCUMENT_MOVES[action];
    const isSeen = to.first !== 'same' && !UNPUBLISHED.includes(to.first) && to.first !== 'obsolete';
    const leads = DOCUMENT_MOVES[action].from.some((state) => UNPUBLISHED.includes(state));
    if (leads && isSeen) expect(action).toBe('publish');
  }
});
