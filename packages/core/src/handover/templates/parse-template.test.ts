import { describe, expect, it } from 'vitest';
import { DEFAULT_TEMPLATES } from './defaults.ts';
import { parseTemplate } from './parse-template.ts';

const item = (over: Record<string, unknown> = {}) => ({
  key: 'lab_key',
  title: '实验室钥匙',
  standard: '编号核对，当面交接',
  evidence: [['LIST'], ['PHOTO', 'SIGN']],
  confirmers: [['admin_office']],
  due: 'L-1',
  level: 'must',
  hours: 0.5,
  ...over,
});
const file = (...items: unknown[]) => ({ key: 'lab', name: '实验室', items });
const paths = (json: unknown): string[] => {
  const result = parseTemplate(json);
  return 'problems' in result ? result.problems.map(({ path }) => path) : [];
};

describe('parseTemplate', () => {
  it.each(DEFAULT_TEMPLATES.map((template) => [template.key, template] as const))(
    'reads back the default %s after a round through JSON',
    (_key, template) => {
      expect(parseTemplate(JSON.parse(JSON.stringify(template)))).toEqual({ template });
    },
  );

  it('fills in what may be left out', () => {
    expect(parseTemplate(file(item(), item({ key: 'lab_after', due: 'L+3' })))).toEqual({
      template: {
        key: 'lab',
        name: '实验室',
        addOn: false,
        includesBase: true,
        needsWitness: false,
        items: [
          { ...item(), gate: 'release', columns: [], restricted: false },
          { ...item({ key: 'lab_after', due: 'L+3' }), gate: 'archive', columns: [], restricted: false },
        ],
      },
    });
  });

  it.each<[string, unknown, string[]]>([
    ['not an object', [], ['']],
    ['null', null, ['']],
    ['empty', {}, ['key', 'name', 'items']],
    ['an unknown field', { ...file(item()), itms: [] }, ['itms']],
    ['an unknown field of an item', file(item({ dueOn: '2026-12-01' })), ['items[0].dueOn']],
    ['no items', file(), ['items']],
    ['too many items', file(...Array.from({ length: 101 }, (_, n) => item({ key: `k${n}` }))), ['items']],
    ['an item that is none', file('钥匙'), ['items[0]', 'items[0].due', 'items[0].key', 'items[0].title']],
    ['a bad key', file(item({ key: 'Lab Key' })), ['items[0].key']],
    ['a key twice', file(item(), item()), ['items[1].key']],
    ['no title', file(item({ title: ' ' })), ['items[0].title']],
    ['a title too long', file(item({ title: '长'.repeat(61) })), ['items[0].title']],
    ['an unknown evidence type', file(item({ evidence: [['LIST', 'VIDEO']] })), ['items[0].evidence[0][1]']],
    ['evidence without groups', file(item({ evidence: ['LIST'] })), ['items[0].evidence[0]']],
    ['no confirmer', file(item({ confirmers: [] })), ['items[0].confirmers']],
    ['an unknown confirmer', file(item({ confirmers: [['boss']] })), ['items[0].confirmers[0][0]']],
    ['a bad offset', file(item({ due: 'L-3天' })), ['items[0].due']],
    ['no offset', file(item({ due: undefined })), ['items[0].due']],
    ['after the last day yet before the release', file(item({ due: 'L+1', gate: 'release' })), ['items[0].gate']],
    ['an unknown level', file(item({ level: '★' })), ['items[0].level']],
    ['hours as text', file(item({ hours: '2' })), ['items[0].hours']],
    ['negative hours', file(item({ hours: -1 })), ['items[0].hours']],
    ['a flag as text', file(item({ restricted: 'yes' })), ['items[0].restricted']],
    ['an empty column', file(item({ columns: ['名称', ''] })), ['items[0].columns[1]']],
    ['a follow-up of nothing', file(item({ followUpOf: 'lab_none' })), ['items[0].followUpOf']],
    [
      'everything at once',
      { key: 'lab', name: '', items: [item({ level: 'high' }), item({ key: 'b', due: 'soon', hours: null })] },
      ['name', 'items[0].level', 'items[1].due', 'items[1].hours'],
    ],
  ])('names the place: %s', (_name, json, expected) => {
    expect(paths(json)).toEqual(expect.arrayContaining(expected));
    if (!expected.includes('items[0]')) expect(paths(json).length).toBe(expected.length);
  });
});
