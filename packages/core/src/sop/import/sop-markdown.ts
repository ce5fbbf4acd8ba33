import type { GivenContent, SopContent } from '../content.ts';

/** A structured SOP as Markdown that people read and that comes back as the same SOP. */

const TEXTS = [
  ['适用范围', 'scope'],
  ['触发', 'trigger'],
  ['频率', 'frequency'],
] as const;
const LISTS = [
  ['相关系统与权限', 'systems'],
  ['联系人', 'contacts'],
  ['禁区', 'forbidden'],
] as const;
const STEP_PARTS = [
  ['判断标准', 'standard'],
  ['正常范围', 'range'],
  ['出错怎么办', 'trouble'],
] as const;
const STEP = '步骤';
const EXCEPTION = '异常';
const REMEDY = '怎么处理';

/** A line that the reader below would take for structure gets a backslash; one that has some gets one more. */
const STRUCTURE = /^\\*(?:#{2,3} |\*\*[^*]+\*\*$)/;
const guard = (text: string): string =>
  text
    .split('\n')
    .map((line) => (STRUCTURE.test(line) ? `\\${line}` : line))
    .join('\n');
const unguard = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line.startsWith('\\') && STRUCTURE.test(line) ? line.slice(1) : line))
    .join('\n');

const bullets = (lines: readonly string[]): string =>
  lines.map((line) => `- ${line.replaceAll('\n', '\n  ')}`).join('\n');

/** The body, without a title. Empty parts are left out. */
export function renderSop(content: SopContent): string {
  const part = (heading: string, text: string) => (text === '' ? [] : [`## ${heading}`, guard(text)]);
  const labelled = (label: string, text: string) => (text === '' ? [] : [`**${label}**`, guard(text)]);
  return [
    ...TEXTS.flatMap(([heading, name]) => part(heading, content[name])),
    ...part('输入', bullets(content.inputs)),
    ...(content.steps.length > 0 ? ['## 步骤'] : []),
    ...content.steps.flatMap((step, at) => [
      `### ${STEP} ${at + 1}`,
      ...(step.action === '' ? [] : [guard(step.action)]),
      ...STEP_PARTS.flatMap(([label, name]) => labelled(label, step[name])),
    ]),
    ...part('产出与验收', content.output),
    ...(content.exceptions.length > 0 ? ['## 常见异常'] : []),
    ...content.exceptions.flatMap(({ sign, remedy }, at) => [
      `### ${EXCEPTION} ${at + 1}`,
      ...(sign === '' ? [] : [guard(sign)]),
      ...labelled(REMEDY, remedy),
    ]),
    ...LISTS.flatMap(([heading, name]) => part(heading, bullets(content[name]))),
  ].join('\n\n');
}

type Sections = readonly { heading: string; text: string }[];

/** Text under each heading of one level; what stands before the first has the heading ''. */
function sectionsOf(text: string, mark: string): Sections {
  const found: { heading: string; lines: string[] }[] = [{ heading: '', lines: [] }];
  for (const line of text.split('\n')) {
    if (line.startsWith(`${mark} `)) found.push({ heading: line.slice(mark.length + 1).trim(), lines: [] });
    else found.at(-1)?.lines.push(line);
  }
  return found.map(({ heading, lines }) => ({ heading, text: trimmed(lines.join('\n')) }));
}

const trimmed = (text: string): string => text.replace(/^\n+|\n+$/g, '');

/** What stands before the first `**label**` line, and under each of them. */
function labelsOf(text: string, labels: readonly string[]): Map<string, string> {
  const found = new Map<string, string[]>([['', []]]);
  let open = '';
  for (const line of text.split('\n')) {
    const [, label = ''] = /^\*\*([^*]+)\*\*$/.exec(line) ?? [];
    if (labels.includes(label)) {
      open = label;
      if (!found.has(label)) found.set(label, []);
    } else found.get(open)?.push(line);
  }
  return new Map([...found].map(([label, lines]) => [label, unguard(trimmed(lines.join('\n')))]));
}

function linesOf(text: string): string[] {
  const found: string[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('- ')) found.push(line.slice(2));
    else if (found.length > 0) found.push(`${found.pop()}\n${line.replace(/^ {2}/, '')}`);
  }
  return found;
}

/**
 * Reads what {@link renderSop} wrote.
 * @returns null for text that has no steps in this form
 */
export function parseSop(body: string): Extract<GivenContent, { format: 'sop' }> | null {
  const sections = new Map(sectionsOf(body, '##').map(({ heading, text }) => [heading, text]));
  const steps = sectionsOf(sections.get('步骤') ?? '', '###').filter(({ heading }) => heading.startsWith(STEP));
  if (steps.length === 0) return null;
  const text = (heading: string) => unguard(sections.get(heading) ?? '');
  const list = (heading: string) => linesOf(text(heading));
  const exceptions = sectionsOf(sections.get('常见异常') ?? '', '###').filter(({ heading }) =>
    heading.startsWith(EXCEPTION),
  );
  return {
    format: 'sop',
    scope: text('适用范围'),
    trigger: text('触发'),
    frequency: text('频率'),
    inputs: list('输入'),
    steps: steps.map((step) => {
      const parts = labelsOf(
        step.text,
        STEP_PARTS.map(([label]) => label),
      );
      const of = (label: string) => parts.get(label) ?? '';
      return { action: of(''), standard: of('判断标准'), range: of('正常范围'), trouble: of('出错怎么办') };
    }),
    output: text('产出与验收'),
    exceptions: exceptions.map((exception) => {
      const parts = labelsOf(exception.text, [REMEDY]);
      return { sign: parts.get('') ?? '', remedy: parts.get(REMEDY) ?? '' };
    }),
    systems: list('相关系统与权限'),
    contacts: list('联系人'),
    forbidden: list('禁区'),
  };
}
