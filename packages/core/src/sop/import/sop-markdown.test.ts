import fc from 'fast-check';
import { expect, it } from 'vitest';
import { normalizeContent, type SopContent } from '../content.ts';
import { parseSop, renderSop } from './sop-markdown.ts';

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom('## 步骤', '### 步骤 2', '**判断标准**', '\\## 输入', '- 一', '', '42–45 bar'),
      fc.string(),
    ),
    {
      maxLength: 4,
    },
  )
  .map((lines) => lines.join('\n'));
const line = fc.string().map((given) => given.replace(/\s+/g, ' ').trim());
const sop = fc.record({
  format: fc.constant('sop' as const),
  scope: text,
  trigger: text,
  frequency: text,
  output: text,
  inputs: fc.array(line, { maxLength: 3 }),
  systems: fc.array(line, { maxLength: 3 }),
  contacts: fc.array(line, { maxLength: 3 }),
  forbidden: fc.array(line, { maxLength: 3 }),
  steps: fc.array(fc.record({ action: text, standard: text, range: text, trouble: text }), {
    minLength: 1,
    maxLength: 3,
  }),
  exceptions: fc.array(fc.record({ sign: text, remedy: text }), { maxLength: 2 }),
});

const keyless = (content: SopContent) => ({ ...content, steps: content.steps.map((step) => ({ ...step, key: '' })) });

it('whatever an SOP says comes back from its Markdown word for word', () => {
  fc.assert(
    fc.property(sop, (given) => {
      let key = 0;
      const newKey = () => {
        key += 1;
        return `k${key}`;
      };
      const kept = normalizeContent(given, newKey) as SopContent;
      fc.pre(kept.steps.length > 0);
      const back = parseSop(renderSop(kept));
      expect(back).not.toBeNull();
      expect(keyless(normalizeContent(back as SopContent, newKey) as SopContent)).toEqual(keyless(kept));
    }),
  );
});

it('text that is no exported SOP is none', () => {
  expect(parseSop('# 换模\n\n## 步骤\n\n1. 关机\n2. 换')).toBeNull();
});
