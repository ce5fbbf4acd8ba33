import { describe, expect, it } from 'vitest';
import { must, path, say, task } from './edit-path.testing.ts';
import { moveDocument, moveStep, type PathStep, putDocument, removeStep, takeDocument } from './edit-path.ts';
import { mergePaths, samePath } from './merge-paths.ts';

describe('merging', () => {
  const moved = moveDocument(path, { key: 'sops', id: 'a' }, must(3), 'mine');
  it.each<[string, PathStep[], PathStep[], string[]]>([
    ['nothing of mine', path, removeStep(path, 'try'), ['0 duties: job', '1 sops: a,b']],
    ['nothing of theirs', moved, path, say(moved)],
    [
      'both added to one item',
      putDocument(path, 'c', must(1), 'x'),
      putDocument(path, 'd', must(1), 'y'),
      ['0 duties: job', '1 sops: a,b,d,c', '5 try: '],
    ],
    [
      'both moved the same document: mine counts, and it stands once',
      moved,
      moveDocument(path, { key: 'sops', id: 'a' }, must(10), 'theirs'),
      ['0 duties: job', '1 sops: b', '3 mine: a', '5 try: '],
    ],
    ['mine is gone, theirs too', removeStep(path, 'try'), removeStep(path, 'sops'), ['0 duties: job']],
    [
      'what they removed and I moved stays',
      moveStep(path, 'try', { day: 20, kind: 'custom', title: 'try' }),
      removeStep(path, 'try'),
      ['0 duties: job', '1 sops: a,b', '20 try: '],
    ],
    [
      'what I removed and they moved stays',
      removeStep(path, 'try'),
      moveStep(path, 'try', { day: 20, kind: 'custom', title: 'try' }),
      ['0 duties: job', '1 sops: a,b', '20 try: '],
    ],
    [
      'what I took out and they moved stays where they put it',
      takeDocument(path, 'sops', 'b'),
      moveDocument(path, { key: 'sops', id: 'b' }, must(10), 'theirs'),
      ['0 duties: job', '1 sops: a', '5 try: ', '10 theirs: b'],
    ],
    [
      'what I took out and they left alone is gone',
      takeDocument(path, 'sops', 'b'),
      path,
      ['0 duties: job', '1 sops: a', '5 try: '],
    ],
    ['new ones of both', [...path, task('m', 30)], [...path, task('t', 30)], [...say(path), '30 t: ', '30 m: ']],
  ])('%s', (_what, mine, theirs, expected) => {
    expect(say(mergePaths(path, mine, theirs))).toEqual(expected);
  });

  it('sees whether two paths say the same', () => {
    expect(samePath(path, [...path].reverse())).toBe(true);
    expect(samePath(path, moved)).toBe(false);
    expect(
      samePath(
        path,
        path.map((one) => (one.key === 'try' ? { ...one, title: '第一次' } : one)),
      ),
    ).toBe(false);
  });
});
