import { readOffset } from '../due.ts';
import { CONFIRMER_ROLES, EVIDENCE_TYPES, LEVELS, type TemplateDraft, type TemplateItem } from '../model.ts';

/** What is wrong with an imported file: where (`items[3].due`) and what, in words an admin can act on. */
export type TemplateProblem = { path: string; problem: string };

/** Puts a finding on the list of problems. */
type Report = (path: string, problem: string) => void;
type Fields = Record<string, unknown>;

/** More lines than anybody hands over; keeps a wrong file from becoming a wrong case. */
const MAX_ITEMS = 100;

const TEMPLATE_FIELDS = ['key', 'name', 'addOn', 'includesBase', 'needsWitness', 'items'];
const ITEM_FIELDS = [
  ...['key', 'title', 'standard', 'evidence', 'confirmers', 'due', 'level', 'hours'],
  ...['gate', 'columns', 'restricted', 'witnessed', 'followUpOf'],
];

/**
 * Reads an edited template file. `addOn`, `needsWitness`, `restricted` and `witnessed` may be left out (false),
 * `includesBase` too (true), `gate` (release, or archive after the last working day) and `columns` (none).
 * @param json the parsed file, not its text
 * @returns the template, or every problem at once
 */
export function parseTemplate(json: unknown): { template: TemplateDraft } | { problems: TemplateProblem[] } {
  const problems: TemplateProblem[] = [];
  const report: Report = (path, problem) => problems.push({ path, problem });
  const fields = fieldsOf(json, '', TEMPLATE_FIELDS, report);
  if (!fields) return { problems };
  const template: TemplateDraft = {
    key: keyOf(fields.key, 'key', report),
    name: textOf(fields.name, 'name', 40, report),
    addOn: flagOf(fields.addOn, 'addOn', false, report),
    includesBase: flagOf(fields.includesBase, 'includesBase', true, report),
    needsWitness: flagOf(fields.needsWitness, 'needsWitness', false, report),
    items: listOf(fields.items, 'items', MAX_ITEMS, report).map((item, n) => itemOf(item, `items[${n}]`, report)),
  };
  checkTogether(template.items, report);
  return problems.length > 0 ? { problems } : { template };
}

function itemOf(json: unknown, path: string, report: Report): TemplateItem {
  const fields = fieldsOf(json, path, ITEM_FIELDS, report) ?? {};
  const at = (name: string) => `${path}.${name}`;
  const due = dueOf(fields.due, at('due'), report);
  const isAfter = due.startsWith('L+');
  const gate = oneOf(fields.gate ?? (isAfter ? 'archive' : 'release'), ['release', 'archive'], at('gate'), report);
  if (isAfter && gate === 'release') report(at('gate'), `截止 ${due} 在最后工作日之后，不能卡住放行，请改为 archive`);
  return {
    key: keyOf(fields.key, at('key'), report),
    title: textOf(fields.title, at('title'), 60, report),
    standard: textOf(fields.standard, at('standard'), 300, report),
    evidence: groupsOf(fields.evidence, EVIDENCE_TYPES, at('evidence'), report),
    confirmers: groupsOf(fields.confirmers, CONFIRMER_ROLES, at('confirmers'), report),
    due,
    level: oneOf(fields.level, LEVELS, at('level'), report),
    hours: hoursOf(fields.hours, at('hours'), report),
    gate,
    columns: columnsOf(fields.columns, at('columns'), report),
    restricted: flagOf(fields.restricted, at('restricted'), false, report),
    ...(flagOf(fields.witnessed, at('witnessed'), false, report) ? { witnessed: true } : {}),
    ...(fields.followUpOf === undefined ? {} : { followUpOf: keyOf(fields.followUpOf, at('followUpOf'), report) }),
  };
}

/** What no line can know of itself: keys twice, follow-ups of nothing. */
function checkTogether(items: readonly TemplateItem[], report: Report): void {
  const keys = items.map(({ key }) => key);
  for (const [n, { key, followUpOf }] of items.entries()) {
    const first = keys.indexOf(key);
    if (key !== '' && first < n) report(`items[${n}].key`, `与 items[${first}] 的 key「${key}」重复`);
    if (followUpOf && !keys.includes(followUpOf)) {
      report(`items[${n}].followUpOf`, `模板中没有 key 为「${followUpOf}」的交接项`);
    }
  }
}

function fieldsOf(json: unknown, path: string, known: readonly string[], report: Report): Fields | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    report(path, '应为对象 { … }');
    return null;
  }
  for (const name of Object.keys(json)) {
    if (!known.includes(name))
      report(path === '' ? name : `${path}.${name}`, `不认识的字段，可用字段：${known.join('、')}`);
  }
  return json as Fields;
}

function textOf(value: unknown, path: string, max: number, report: Report): string {
  if (typeof value !== 'string' || value.trim() === '') report(path, '必填，应为文字');
  else if (value.trim().length > max) report(path, `不能超过 ${max} 个字，现在是 ${value.trim().length} 个`);
  else return value.trim();
  return '';
}

function keyOf(value: unknown, path: string, report: Report): string {
  if (typeof value === 'string' && /^[a-z][a-z0-9_]{0,39}$/.test(value)) return value;
  report(path, '必填，只能用小写字母、数字和下划线，以字母开头，最多 40 个字符');
  return '';
}

function flagOf(value: unknown, path: string, otherwise: boolean, report: Report): boolean {
  if (value === undefined) return otherwise;
  if (typeof value !== 'boolean') report(path, '应为 true 或 false');
  return value === true;
}

function listOf(value: unknown, path: string, max: number, report: Report): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0) report(path, '必填，应为至少有一项的列表 [ … ]');
  else if (value.length > max) report(path, `最多 ${max} 项，现在是 ${value.length} 项`);
  else return value;
  return [];
}

function oneOf<T extends string>(value: unknown, known: readonly T[], path: string, report: Report): T {
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) report(path, `应为以下之一：${known.join('、')}`);
  return found ?? (known[0] as T);
}

/** `[["LIST"], ["FILE", "MEET"]]`: every group, any of the alternatives in it. */
function groupsOf<T extends string>(value: unknown, known: readonly T[], path: string, report: Report): T[][] {
  return listOf(value, path, 9, report).map((group, n) =>
    listOf(group, `${path}[${n}]`, 9, report).map((word, m) => oneOf(word, known, `${path}[${n}][${m}]`, report)),
  );
}

function dueOf(value: unknown, path: string, report: Report): TemplateItem['due'] {
  try {
    readOffset(String(value));
    return value as TemplateItem['due'];
  } catch {
    report(path, '应写成 T+n、L-n、L 或 L+n，例如 T+2、L-5');
    return 'L';
  }
}

function hoursOf(value: unknown, path: string, report: Report): number {
  if (typeof value === 'number' && value >= 0 && value <= 200) return value;
  report(path, '必填，应为 0 到 200 之间的小时数');
  return 0;
}

function columnsOf(value: unknown, path: string, report: Report): string[] {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
  return listOf(value, path, 12, report).map((column, n) => textOf(column, `${path}[${n}]`, 40, report));
}
