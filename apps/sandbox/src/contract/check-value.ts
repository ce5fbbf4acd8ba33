import type { FieldType, Shape } from './shape.ts';

export type Problem = { path: string; problem: string };

/** json: typed values. text: a query or form, where numbers, booleans and structures arrive as strings. */
export type Carrier = 'json' | 'text';

/** Everything in which a value departs from its documented shape; empty when it conforms. */
export function checkValue(shape: Shape, value: unknown, carrier: Carrier, path = ''): Problem[] {
  const read = carrier === 'text' && typeof value === 'string' ? readText(shape.type, value) : value;
  if (!isOfType[shape.type](read)) return [{ path, problem: `is not ${shape.type}` }];
  const problems = checkLimits(shape, read).map((problem) => ({ path, problem }));
  if (shape.children.size === 0) return problems;
  const items = Array.isArray(read) ? read : [read];
  items.forEach((item, index) => {
    const at = Array.isArray(read) ? `${path}[${index}]` : path;
    // What a query or form carries inside a string is JSON itself.
    problems.push(...checkNames(shape, item as Record<string, unknown>, path === '' ? carrier : 'json', at));
  });
  return problems;
}

function checkNames(shape: Shape, item: Record<string, unknown>, carrier: Carrier, path: string): Problem[] {
  const join = (name: string) => (path === '' ? name : `${path}.${name}`);
  const problems: Problem[] = [];
  for (const [name, child] of shape.children) {
    if (child.required && item[name] === undefined && name !== '*') {
      problems.push({ path: join(name), problem: 'is missing' });
    }
  }
  for (const [name, value] of Object.entries(item)) {
    if (value === undefined) continue;
    const child = shape.children.get(name) ?? shape.children.get('*');
    if (child) problems.push(...checkValue(child, value, carrier, join(name)));
    else problems.push({ path: join(name), problem: 'is not a documented name' });
  }
  return problems;
}

function checkLimits(shape: Shape, value: unknown): string[] {
  const problems: string[] = [];
  const items = Array.isArray(value) ? value : [value];
  if (shape.enum) {
    for (const item of items)
      if (!shape.enum.includes(String(item))) problems.push(`${String(item)} is not a documented value`);
  }
  if (shape.max !== undefined && Number(value) > shape.max) problems.push(`is over ${shape.max}`);
  if (shape.maxItems !== undefined && countItems(value) > shape.maxItems)
    problems.push(`has over ${shape.maxItems} items`);
  if (shape.maxLength !== undefined && [...String(value)].length > shape.maxLength) {
    problems.push(`has over ${shape.maxLength} characters`);
  }
  if (shape.maxBytes !== undefined && byteLength(value) > shape.maxBytes)
    problems.push(`has over ${shape.maxBytes} bytes`);
  return problems;
}

function countItems(value: unknown): number {
  return Array.isArray(value) ? value.length : String(value).split(',').length;
}

function byteLength(value: unknown): number {
  return Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value));
}

/** A query or form value as the type it stands for; the text itself when it does not read as one. */
export function readText(type: FieldType, text: string): unknown {
  if (type === 'string' || type === 'any') return text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (type === 'integer' || type === 'number')
    return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const isOfType: Record<FieldType, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  integer: (value) => Number.isSafeInteger(value),
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
  object: isRecord,
  map: isRecord,
  any: () => true,
  'string[]': (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  'number[]': (value) => Array.isArray(value) && value.every((item) => typeof item === 'number'),
  'object[]': (value) => Array.isArray(value) && value.every(isRecord),
};
