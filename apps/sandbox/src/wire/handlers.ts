import type { World } from '../world.ts';

/** Arguments as documented, already of their documented types; with `strict` off a wrong one arrives as it came. */
export type WireInput = Record<string, unknown>;

/** The work behind one interface: the success reply, or a thrown Refusal. Keyed by the id in contract/apis.json. */
export type Handlers = Record<string, (world: World, input: WireInput) => Record<string, unknown>>;

/** A text argument, '' when absent. */
export function text(input: WireInput, name: string): string {
  const value = input[name];
  return value === undefined || value === null ? '' : String(value);
}

/** A number argument; `fallback` when absent or not a number. */
export function number(input: WireInput, name: string, fallback: number): number {
  const value = Number(input[name] ?? Number.NaN);
  return Number.isFinite(value) ? value : fallback;
}

/** A list-of-text argument, empty when absent. */
export function texts(input: WireInput, name: string): string[] {
  const value = input[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** The same object without names whose value is undefined or null: DingTalk leaves empty fields out. */
export function filled<T extends object>(fields: T): { [K in keyof T]: T[K] } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)) as T;
}
