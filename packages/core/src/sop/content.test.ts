import { describe, expect, it } from 'vitest';
import type { AppError } from '../errors.ts';
import { documentProblems, type GivenContent, normalizeContent, requireFormat } from './content.ts';
import { anSop } from './model.testing.ts';
import { DOCUMENT_KINDS } from './model.ts';

const counter = () => {
  let n = 0;
  return () => `new${++n}`;
};
const step = (action: string, key?: string) => ({ key, action, standard: '', range: '', trouble: '' });

describe('normalizeContent', () => {
  it('gives every step a key, keeps those it has, and the second of two alike gets its own', () => {
    const given: GivenContent = { ...anSop(), steps: [step('开机'), step('预热', 'a'), step('试料', 'a'), step('')] };
    const content = normalizeContent(given, counter());
    expect(content.format === 'sop' && content.steps.map(({ key, action }) => [key, action])).toEqual([
      ['new1', '开机'],
      ['a', '预热'],
      ['new2', '试料'],
    ]);
  });

  it('drops what is empty and what trails, and changes nothing the second time', () => {
    const given: GivenContent = {
      ...anSop(),
      scope: '\r\n三号机  \r\n四号机\t\r\n\r\n',
      inputs: ['', '换模单 ', '  '],
      exceptions: [
        { sign: ' ', remedy: '' },
        { sign: '', remedy: '停机' },
      ],
      forbidden: [],
    };
    const once = normalizeContent(given, counter());
    expect(once).toMatchObject({
      scope: '三号机\n四号机',
      inputs: ['换模单'],
      exceptions: [{ sign: '', remedy: '停机' }],
    });
    expect(normalizeContent(once, counter())).toEqual(once);
  });

  it('keeps indentation, code and line breaks of Markdown', () => {
    const text = ' \n\r\n    code\r\n\r\n# 标题\n第一行  \r第二行\n\n- 一\n  - 二 \n\n';
    const content = normalizeContent({ format: 'markdown', text }, counter());
    expect(content).toEqual({
      format: 'markdown',
      text: '    code\n\n# 标题\n第一行  \n第二行\n\n- 一\n  - 二',
    });
    expect(normalizeContent(content, counter())).toEqual(content);
  });
});

describe('documentProblems', () => {
  const untold = { ...anSop().steps[0], key: 'x', action: '', standard: '', range: '0.4', trouble: '' };
  it.each([
    ['complete', '换模', anSop(), []],
    ['without a title', ' ', anSop(), [{ code: 'title_missing' }]],
    ['without steps', '换模', anSop({ steps: [] }), [{ code: 'steps_missing' }]],
    [
      'a step that says nothing of what to do',
      '换模',
      anSop({ steps: [...anSop().steps, untold] }),
      [
        { code: 'step_action_missing', step: 3 },
        { code: 'step_standard_missing', step: 3 },
      ],
    ],
    ['nothing to read', '', { format: 'markdown', text: '' }, [{ code: 'title_missing' }, { code: 'text_missing' }]],
    ['some text', '纪要', { format: 'markdown', text: '三点' }, []],
  ] as const)('%s', (_, title, content, expected) => {
    expect(documentProblems(title, content)).toEqual(expected);
  });
});

it('only procedures are written in steps', () => {
  const allowed = DOCUMENT_KINDS.filter((kind) => {
    requireFormat(kind, { format: 'markdown', text: '' });
    try {
      requireFormat(kind, anSop());
      return true;
    } catch (error) {
      expect((error as AppError).code).toBe('invalid_input');
      return false;
    }
  });
  expect(allowed).toEqual(['sop', 'task_template']);
});
