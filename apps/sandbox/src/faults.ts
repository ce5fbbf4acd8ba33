import type { Fault, FaultKind } from './state.ts';
import type { World } from './world.ts';

/**
 * The first fault of these kinds that hits something described by `subjects`, used up by one; null when none does.
 * A fault matches when any subject contains its `match`.
 */
export function takeFault(world: World, kinds: readonly FaultKind[], subjects: readonly string[]): Fault | null {
  const fault = world.state.faults.find(
    (item) =>
      kinds.includes(item.kind) && (item.match === null || subjects.some((text) => text.includes(item.match ?? ''))),
  );
  if (!fault) return null;
  if (fault.times !== null) {
    fault.times -= 1;
    if (fault.times <= 0) world.state.faults = world.state.faults.filter((item) => item !== fault);
  }
  return fault;
}

/** Whether DingTalk as a whole is down. */
export function isDown(world: World): boolean {
  return world.state.faults.some((fault) => fault.kind === 'down');
}
