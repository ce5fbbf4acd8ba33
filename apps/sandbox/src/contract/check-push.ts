import { readFileSync } from 'node:fs';
import type { World } from '../world.ts';
import type { Problem } from './check-value.ts';
import { violate } from './violations.ts';

type EventEntry = {
  type: string;
  title: string;
  docSlug: string;
  quota: 'exempt' | 'metered';
  sample: Record<string, unknown>;
  enums: Record<string, string[]>;
};

const data = JSON.parse(readFileSync(new URL('../../contract/events.json', import.meta.url), 'utf8')) as {
  events: EventEntry[];
};

/** Every event this sandbox pushes, by its type. */
export const events: ReadonlyMap<string, EventEntry> = new Map(data.events.map((entry) => [entry.type, entry]));

/** Names of the sample that are documented as absent in some forms of the event. */
const optionalNames = new Set(['result', 'finishTime', 'remark']);

/** Whether a push of this type counts in the monthly Webhook & Stream quota. */
export function isMeteredEvent(type: string): boolean {
  return events.get(type)?.quota === 'metered';
}

/** Where a push body departs from the official sample of its type: names, types and documented values. */
export function problemsOfPush(type: string, body: Record<string, unknown>): Problem[] {
  const entry = events.get(type);
  if (!entry) return [{ path: 'EventType', problem: `${type} is not a documented event` }];
  const problems = compare(entry.sample, body, '');
  for (const [name, values] of Object.entries(entry.enums)) {
    if (body[name] !== undefined && !values.includes(String(body[name]))) {
      problems.push({ path: name, problem: `${String(body[name])} is not a documented value` });
    }
  }
  return problems;
}

/** Records every such departure as a breach by the sandbox. */
export function checkPush(world: World, type: string, body: Record<string, unknown>): void {
  for (const problem of problemsOfPush(type, body)) {
    violate(world, { side: 'sandbox', api: `push ${type}`, ...problem });
  }
}

function compare(sample: unknown, value: unknown, path: string): Problem[] {
  if (kindOf(sample) !== kindOf(value)) return [{ path, problem: `is not ${kindOf(sample)}` }];
  if (Array.isArray(sample)) {
    return (value as unknown[]).flatMap((item, index) => compare(sample[0], item, `${path}[${index}]`));
  }
  if (kindOf(sample) !== 'object') return [];
  const join = (name: string) => (path === '' ? name : `${path}.${name}`);
  const known = sample as Record<string, unknown>;
  const given = value as Record<string, unknown>;
  // prev and curr of diffInfo list only the fields that are filled in.
  const missing = Object.keys(known).filter(
    (name) => given[name] === undefined && !optionalNames.has(name) && !path.startsWith('diffInfo.'),
  );
  return [
    ...missing.map((name) => ({ path: join(name), problem: 'is missing' })),
    ...Object.entries(given).flatMap(([name, item]) =>
      name in known
        ? compare(known[name], item, join(name))
        : [{ path: join(name), problem: 'is not a documented name' }],
    ),
  ];
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
}
