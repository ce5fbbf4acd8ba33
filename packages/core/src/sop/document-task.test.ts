import { expect, test } from 'vitest';
import { documentTaskOf } from './document-task.ts';

const quiet = {
  draft: 'none' as const,
  approverIds: [] as string[],
  authorIds: [] as string[],
  verifierId: 'verifier',
  due: false,
  returned: false,
};
const review = { ...quiet, draft: 'in_review' as const, approverIds: ['verifier', 'owner'], authorIds: ['author'] };
const returned = { ...quiet, draft: 'editing' as const, authorIds: ['author', 'other'], returned: true };

test.each([
  ['nothing is open', quiet, {}],
  ['a draft is being written', { ...returned, returned: false }, {}],
  ['a draft waits for approval', review, { verifier: 'approve', owner: 'approve' }],
  ['a draft was given back', returned, { author: 'revise', other: 'revise' }],
  ['its review day has come', { ...quiet, due: true }, { verifier: 'verify' }],
  ['it is due, and a draft of it waits', { ...review, due: true }, { verifier: 'approve', owner: 'approve' }],
  [
    'it is due, and a draft of it was given back',
    { ...returned, due: true },
    { author: 'revise', other: 'revise', verifier: 'verify' },
  ],
  [
    'its verifier wrote in what was given back',
    { ...returned, authorIds: ['verifier'], due: true },
    { verifier: 'revise' },
  ],
] as const)('%s', (_, document, expected) => {
  const asked = ['verifier', 'owner', 'author', 'other', 'stranger'].flatMap((userId) => {
    const task = documentTaskOf(userId, document);
    return task ? [[userId, task]] : [];
  });
  expect(Object.fromEntries(asked)).toEqual(expected);
});
