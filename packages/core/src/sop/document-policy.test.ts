import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import {
  approversOf,
  authorizeDocument,
  canCreateDocument,
  canReadDocument,
  canReadDraft,
  documentAbilities,
  documentRelations,
} from './document-policy.ts';
import { aDocument, aReader } from './model.testing.ts';
import {
  DOCUMENT_ACTIONS,
  DOCUMENT_RELATIONS,
  type DocumentFacts,
  type DocumentRelation,
  type Reader,
  VISIBILITIES,
  type Visibility,
} from './model.ts';

const VISIBLE_TO: Record<Visibility, readonly string[]> = {
  company: [],
  departments: ['42'],
  positions: ['quality'],
  people: ['named'],
};
const AUDIENCE: Record<Visibility, Partial<Reader>> = {
  company: {},
  departments: { departmentIds: ['42', '1'] },
  positions: { positionKey: 'quality' },
  people: { userId: 'named' },
};
type Persona = DocumentRelation | 'author' | 'stranger';
const PERSONAS: readonly Persona[] = [...DOCUMENT_RELATIONS, 'author', 'stranger'];

/** Somebody who is exactly that to the document, and nothing else unless it is for the whole company. */
const personas = (visibility: Visibility): Record<Persona, Reader> => ({
  owner: aReader({ userId: 'owner' }),
  verifier: aReader({ userId: 'verifier' }),
  editor: aReader({ userId: 'editor' }),
  author: aReader({ userId: 'author' }),
  approver: aReader({ userId: 'approver' }),
  holder: aReader({ positionKey: 'maintenance' }),
  manager: aReader({ ledPositionKeys: ['maintenance'] }),
  hr: aReader({ roles: ['hr'] }),
  admin: aReader({ isAdmin: true }),
  audience: aReader(AUDIENCE[visibility]),
  stranger: aReader(),
});

type Standing = Pick<DocumentFacts, 'state' | 'draft'> & { published: boolean };
const STANDINGS: Record<string, Standing> = {
  draft: { state: 'draft', draft: 'editing', published: false },
  in_review: { state: 'in_review', draft: 'in_review', published: false },
  given_up: { state: 'obsolete', draft: 'editing', published: false },
  published: { state: 'published', draft: 'none', published: true },
  rewritten: { state: 'published', draft: 'editing', published: true },
  reviewed_again: { state: 'published', draft: 'in_review', published: true },
  needs_review: { state: 'needs_review', draft: 'none', published: true },
  obsolete: { state: 'obsolete', draft: 'none', published: true },
};
const documentIn = (visibility: Visibility, { state, draft }: Standing) =>
  aDocument({
    state,
    draft,
    visibility,
    visibleTo: VISIBLE_TO[visibility],
    authorIds: draft === 'none' ? [] : ['author'],
    approverIds: draft === 'in_review' ? ['approver'] : [],
  });

/** Who reads, in the order of PERSONAS: owner verifier editor approver holder manager hr admin audience author stranger. */
const READS_PUBLISHED: Record<Visibility, string> = {
  company: 'yes yes yes yes yes yes yes yes yes yes yes',
  departments: 'yes yes yes no yes yes yes yes yes no no',
  positions: 'yes yes yes no yes yes yes yes yes no no',
  people: 'yes yes yes no no no no no yes no no',
};
/** An author of the open draft reads it; who approves it reads it while it waits. */
const READS_DRAFT = {
  editing: 'yes yes yes no no no no no no yes no',
  in_review: 'yes yes yes yes no no no no no yes no',
};

describe.each(VISIBILITIES)('who reads a document for %s', (visibility) => {
  it.each(Object.entries(STANDINGS))('%s', (_, standing) => {
    const document = documentIn(visibility, standing);
    const drafts = standing.draft === 'none' ? null : READS_DRAFT[standing.draft].split(' ');
    const published = standing.published ? READS_PUBLISHED[visibility].split(' ') : null;
    for (const [at, persona] of PERSONAS.entries()) {
      const reader = personas(visibility)[persona];
      const seesDraft = drafts?.[at] === 'yes';
      // With nothing being written nobody but its people would see a draft.
      if (drafts) expect(canReadDraft(reader, document), `${persona} draft`).toBe(seesDraft);
      const reads = canReadDocument(reader, document, standing);
      expect(reads, `${persona}`).toBe(published?.[at] === 'yes' || seesDraft);
      if (!reads) expect(documentAbilities(reader, document, standing)).toEqual([]);
    }
  });
});

const DECIDES = 'obsolete change_people change_settings';
/** What each may do with a document for its position, by what it is in; who is not named may do nothing. */
const ABILITIES: Record<string, Partial<Record<Persona, string>>> = {
  draft: {
    owner: `edit submit ${DECIDES}`,
    verifier: `edit submit ${DECIDES}`,
    editor: 'edit submit',
    author: 'edit submit',
  },
  in_review: {
    owner: 'withdraw change_people change_settings',
    verifier: 'withdraw change_people change_settings',
    editor: 'withdraw',
    author: 'withdraw',
    approver: 'reject publish',
  },
  given_up: { owner: 'revive', verifier: 'revive' },
  published: {
    owner: `edit flag ${DECIDES}`,
    verifier: `edit verify flag ${DECIDES} restore`,
    editor: 'edit',
    holder: 'edit flag',
    manager: `flag ${DECIDES}`,
    hr: `flag ${DECIDES}`,
    admin: `flag ${DECIDES}`,
  },
  rewritten: {
    owner: `edit discard submit flag ${DECIDES}`,
    verifier: `edit discard submit verify flag ${DECIDES}`,
    editor: 'edit discard submit',
    author: 'edit discard submit',
    holder: 'flag',
    manager: `flag ${DECIDES}`,
    hr: `flag ${DECIDES}`,
    admin: `flag ${DECIDES}`,
  },
  reviewed_again: {
    owner: 'withdraw flag change_people change_settings',
    verifier: 'withdraw verify flag change_people change_settings',
    editor: 'withdraw',
    author: 'withdraw',
    approver: 'reject publish',
    holder: 'flag',
    manager: 'flag change_people change_settings',
    hr: 'flag change_people change_settings',
    admin: 'flag change_people change_settings',
  },
  needs_review: {
    owner: `edit flag ${DECIDES}`,
    verifier: `edit verify flag ${DECIDES} restore`,
    editor: 'edit',
    holder: 'edit flag',
    manager: `flag ${DECIDES}`,
    hr: `flag ${DECIDES}`,
    admin: `flag ${DECIDES}`,
  },
  obsolete: { owner: 'revive', verifier: 'revive', manager: 'revive', hr: 'revive', admin: 'revive' },
};

describe.each(Object.entries(STANDINGS))('what each may do: %s', (name, standing) => {
  const document = documentIn('positions', standing);
  it.each(PERSONAS)('%s', (persona) => {
    const reader = personas('positions')[persona];
    const expected = (ABILITIES[name]?.[persona] ?? '').split(' ').filter(Boolean);
    const given = documentAbilities(reader, document, standing);
    expect(given.toSorted()).toEqual(expected.toSorted());
    for (const action of DOCUMENT_ACTIONS) {
      const refusal = refusalOf(() => authorizeDocument(reader, document, action, standing));
      expect(refusal === null, action).toBe(given.includes(action));
      if (!canReadDocument(reader, document, standing)) expect(refusal).toBe('not_found');
    }
  });
});

function refusalOf(attempt: () => void): string | null {
  try {
    attempt();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

it('a reader who may not see the draft is not told of it by a refusal', () => {
  const document = documentIn('positions', STANDINGS.rewritten as Standing);
  for (const persona of ['holder', 'audience', 'hr', 'manager'] as const) {
    for (const action of DOCUMENT_ACTIONS) {
      const attempt = () => authorizeDocument(personas('positions')[persona], document, action, { published: true });
      try {
        attempt();
      } catch (error) {
        expect((error as AppError).details).not.toHaveProperty('draft');
      }
    }
  }
});

describe('approversOf', () => {
  const people = { verifierId: 'verifier', ownerId: 'owner' };
  it.each([
    ['the verifier', ['owner'], ['hr'], ['verifier']],
    ['the owner, when the verifier wrote', ['verifier'], ['hr'], ['owner']],
    ['HR, when both wrote', ['verifier', 'owner'], ['hr', 'hr2'], ['hr', 'hr2']],
    ['who of HR did not write', ['verifier', 'owner', 'hr'], ['hr', 'hr2'], ['hr2']],
    ['the verifier themself, when nobody else is left', ['verifier', 'owner'], [], ['verifier']],
    ['a stranger’s draft goes to the verifier', ['somebody'], ['hr'], ['verifier']],
  ])('%s', (_, authorIds, hrIds, expected) => {
    expect(approversOf({ ...people, authorIds }, hrIds)).toEqual(expected);
  });

  it('who is owner and verifier and wrote it does not approve it while HR is there', () => {
    const one = { verifierId: 'a', ownerId: 'a', authorIds: ['a'] };
    expect(approversOf(one, ['hr'])).toEqual(['hr']);
    expect(approversOf(one, [])).toEqual(['a']);
  });
});

it('a document of the whole company has neither holders nor managers', () => {
  const document = aDocument({ positionKey: null });
  const reader = aReader({ positionKey: 'maintenance', ledPositionKeys: ['maintenance'] });
  expect(documentRelations(reader, document)).toEqual([]);
});

it.each([
  [{}, 'sales', true],
  [{}, 'maintenance', false],
  [{}, null, false],
  [{ ledPositionKeys: ['maintenance'] }, 'maintenance', true],
  [{ ledPositionKeys: ['maintenance'] }, null, false],
  [{ roles: ['hr'] }, 'maintenance', true],
  [{ roles: ['hr'] }, null, true],
  [{ isAdmin: true }, null, true],
] as const)('%o starts a document of %s: %s', (changes, positionKey, expected) => {
  expect(canCreateDocument(aReader(changes), positionKey)).toBe(expected);
});
