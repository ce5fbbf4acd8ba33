import type { Violation } from '../state.ts';
import { nowMs, type World } from '../world.ts';

const kept = 2000;

/** Records a breach of the documented contract, by the application (client) or by the sandbox itself. */
export function violate(world: World, breach: Omit<Violation, 'at'>): void {
  world.state.violations.push({ at: nowMs(world), ...breach });
  if (world.state.violations.length > kept) world.state.violations.shift();
  world.changed();
}
