import { expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { anSop } from '../sop/model.testing.ts';
import { foldAnswer, holdsAnswer } from './fold-answer.ts';

const qa = { question: '压力一直\n抖动怎么办', answer: '先停机，查比例阀的接头有没有松', stepKey: 's2' };

it('goes to 出错怎么办 of its step, below what is there', () => {
  const folded = foldAnswer(anSop(), qa);
  const step = folded.format === 'sop' ? folded.steps.find(({ key }) => key === 's2') : undefined;
  expect(step?.trouble).toBe('联系设备部\n\n问：压力一直 抖动怎么办\n答：先停机，查比例阀的接头有没有松');
  expect(holdsAnswer(folded, qa)).toBe(true);
  expect(foldAnswer(folded, qa)).toBe(folded);
});

it('goes to 常见异常 when the step is gone, full, or there was none', () => {
  const exception = { sign: '压力一直 抖动怎么办', remedy: qa.answer };
  const [first, second] = anSop().steps;
  if (!first || !second) throw new Error('two steps');
  const full = anSop({ steps: [first, { ...second, trouble: '长'.repeat(1990) }] });
  for (const [content, stepKey] of [
    [anSop(), ''],
    [anSop(), 'gone'],
    [full, 's2'],
  ] as const) {
    const folded = foldAnswer(content, { ...qa, stepKey });
    expect(folded.format === 'sop' && folded.exceptions.at(-1)).toEqual(exception);
  }
});

it('is refused where there is no room: what is kept can be saved again by hand', () => {
  const refused = (content: Parameters<typeof foldAnswer>[0]) => {
    try {
      return foldAnswer(content, { ...qa, stepKey: '' });
    } catch (error) {
      return error instanceof AppError && [error.code, error.details];
    }
  };
  const exceptions = Array.from({ length: 50 }, () => ({ sign: '无', remedy: '无' }));
  expect(refused(anSop({ exceptions }))).toEqual(['invalid_input', { field: 'exceptions', why: 'full' }]);
  const text = '长'.repeat(199_990);
  expect(refused({ format: 'markdown', text })).toEqual(['invalid_input', { field: 'text', why: 'full' }]);
  expect(refused({ format: 'markdown', text: text.slice(500) })).toMatchObject({ format: 'markdown' });
});

it('goes under 常见问答 of a free text, at the end of that section', () => {
  const fold = (text: string) => {
    const folded = foldAnswer({ format: 'markdown', text }, qa);
    return folded.format === 'markdown' ? folded.text : '';
  };
  const passage = `### 压力一直 抖动怎么办\n\n${qa.answer}`;
  expect(fold('')).toBe(`## 常见问答\n\n${passage}`);
  expect(fold('# 调机\n\n先关机。')).toBe(`# 调机\n\n先关机。\n\n## 常见问答\n\n${passage}`);
  expect(fold('## 常见问答\n\n### 旧\n\n旧答\n\n## 附录\n\n表')).toBe(
    `## 常见问答\n\n### 旧\n\n旧答\n\n${passage}\n\n## 附录\n\n表`,
  );
});

it('is recognised in other words of the question, and not when it was taken out', () => {
  expect(holdsAnswer({ format: 'markdown', text: `### 抖动\n\n${qa.answer}` }, qa)).toBe(true);
  expect(holdsAnswer({ format: 'markdown', text: '### 抖动\n\n停机' }, qa)).toBe(false);
  // A short answer may stand anywhere by chance.
  expect(holdsAnswer({ format: 'markdown', text: '然后关掉' }, { question: '灯不灭', answer: '关掉' })).toBe(false);
});

it('swallows nothing of the document: its code ends with it, its headings stand below the question', () => {
  const answer = '# 先看\n\n命令\n===\n结果\n---\n```sh\nrun\n# 注释';
  const text = '## 常见问答\n\n### 旧\n\n旧答\n\n## 安全\n\n必须先泄压';
  const folded = foldAnswer({ format: 'markdown', text }, { question: '命令？', answer, stepKey: '' });
  expect(folded.format === 'markdown' && folded.text).toBe(
    [
      '## 常见问答\n\n### 旧\n\n旧答',
      '### 命令？',
      '#### 先看\n\n命令\n\\===\n结果\n\n---\n```sh\nrun\n# 注释\n```',
      '## 安全\n\n必须先泄压',
    ].join('\n\n'),
  );
  expect(foldAnswer(folded, { question: '命令？', answer, stepKey: '' })).toBe(folded);
});

it('takes nothing in code for a heading, and closes code that was left open', () => {
  const fold = (text: string) => {
    const folded = foldAnswer({ format: 'markdown', text }, qa);
    return folded.format === 'markdown' ? folded.text : '';
  };
  const passage = `### 压力一直 抖动怎么办\n\n${qa.answer}`;
  const code = '## 常见问答\n\n~~~~\n## 不是标题\n~~~\n```\n~~~~';
  expect(fold(`${code}\n\n## 附录`)).toBe(`${code}\n\n${passage}\n\n## 附录`);
  expect(fold('```\n## 常见问答')).toBe(`\`\`\`\n## 常见问答\n\`\`\`\n\n## 常见问答\n\n${passage}`);
  expect(fold('```行内``` 不是代码块')).toBe(`\`\`\`行内\`\`\` 不是代码块\n\n## 常见问答\n\n${passage}`);
});
