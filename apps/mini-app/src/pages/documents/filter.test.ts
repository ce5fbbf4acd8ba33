import { expect, test } from 'vitest';
import { addressOf, type Filter, readFilter } from './filter.ts';

test.each<[Filter, string]>([
  [{ scope: 'yours', position: '', kind: '' }, '/documents'],
  [{ scope: 'yours', position: '', kind: 'sop' }, '/documents?kind=sop'],
  [{ scope: 'all', position: '*company', kind: '' }, '/documents?scope=all&position=*company'],
  [{ scope: 'due', position: 'production', kind: 'faq' }, '/documents?scope=due&position=production&kind=faq'],
])('%j is %s, there and back', (filter, address) => {
  expect(addressOf(filter)).toBe(address);
  expect(readFilter(address.split('?')[1] ?? '')).toEqual(filter);
});

test('an address that asks for what there is not shows one’s own position', () => {
  expect(readFilter('scope=everything&kind=poem&x=1')).toEqual({ scope: 'yours', position: '', kind: '' });
});

test('one’s own position is not asked for another one’s', () => {
  expect(addressOf({ scope: 'yours', position: 'finance', kind: '' })).toBe('/documents');
});
