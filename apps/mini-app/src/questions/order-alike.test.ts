import { expect, it } from 'vitest';
import { orderAlike } from './order-alike.ts';

type Asked = Parameters<typeof orderAlike>[0];
const asked = (id: string, text: string, about: Partial<Asked> = {}): Asked => ({
  ...{ id, text, state: 'open', step: null, holdsUp: false, handoverId: null },
  ...about,
});
const step = { key: 's2', number: 2, action: '调压' };
const one = asked('one', '压力表一直抖动怎么办？', { step });
const ids = (question: Asked, others: readonly Asked[]) => orderAlike(question, others).map(({ id }) => id);

it('what says nearly the same comes first, then what is of the same step', () => {
  const others = [
    asked('far', '备件柜的钥匙在哪里？'),
    asked('step', '多久校准一次？', { step }),
    asked('same', '压力表抖动，怎么办'),
  ];
  expect(ids(one, others)).toEqual(['same', 'step', 'far']);
});

it('never itself, nothing that is over', () => {
  const over = [asked('gone', '压力表', { state: 'withdrawn' }), asked('merged', '压力表', { state: 'merged' })];
  expect(ids(one, [one, ...over, asked('old', '压力表', { state: 'accepted' })])).toEqual(['old']);
});

it('what holds up a release goes only where it holds up the same one', () => {
  const star = { holdsUp: true, handoverId: 'case' };
  const others = [
    asked('plain', '压力表'),
    asked('other', '压力表', { ...star, handoverId: 'another' }),
    asked('star', '压力表', star),
  ];
  expect(ids(asked('mine', '压力表', star), others)).toEqual(['star']);
  expect(ids(one, others)).toHaveLength(3);
});
