import { READING_DAYS } from '@baton/core';
import { describe, expect, it } from 'vitest';
import { must, path, say, step } from './edit-path.testing.ts';
import {
  addTask,
  MOST_DOCUMENTS,
  moveDocument,
  moveStep,
  PATH_DAYS,
  type PathStep,
  putDocument,
  removeStep,
  takeDocument,
} from './edit-path.ts';

it('knows the days that the server knows', () => {
  expect(PATH_DAYS).toEqual(READING_DAYS);
  expect(MOST_DOCUMENTS).toBe(20);
});

describe('editing', () => {
  it.each<[string, PathStep[], string[]]>([
    ['put where its item is', putDocument(path, 'c', must(1), 'new'), ['0 duties: job', '1 sops: a,b,c', '5 try: ']],
    [
      'put on a day without it',
      putDocument(path, 'c', must(3), 'new'),
      ['0 duties: job', '1 sops: a,b', '3 new: c', '5 try: '],
    ],
    ['put where it is', putDocument(path, 'a', must(1), 'new'), say(path)],
    ['taken out', takeDocument(path, 'sops', 'a'), ['0 duties: job', '1 sops: b', '5 try: ']],
    ['the last one taken out', takeDocument(path, 'duties', 'job'), ['1 sops: a,b', '5 try: ']],
    ['a task is not a document', takeDocument(path, 'try', 'a'), say(path)],
    [
      'moved',
      moveDocument(path, { key: 'sops', id: 'a' }, must(0), 'new'),
      ['0 duties: job', '0 new: a', '1 sops: b', '5 try: '],
    ],
    ['moved to where it is', moveDocument(path, { key: 'sops', id: 'a' }, must(1), 'new'), say(path)],
    ['an item moved', moveStep(path, 'sops', must(10)), ['0 duties: job', '5 try: ', '10 sops: a,b']],
    [
      'an item moved to one of its name',
      moveStep([...path, step('late', 20, ['z'])], 'sops', must(20)),
      ['0 duties: job', '5 try: ', '20 late: z,a,b'],
    ],
    [
      'a task added',
      addTask(path, { day: 3, kind: 'custom', title: '跟班' }, 'new'),
      ['0 duties: job', '1 sops: a,b', '3 new: ', '5 try: '],
    ],
    ['a step removed', removeStep(path, 'sops'), ['0 duties: job', '5 try: ']],
  ])('%s', (_what, steps, expected) => {
    expect(say(steps)).toEqual(expected);
  });
});
