import { dayOf } from './calendar-day.ts';
import { nowMs, type World } from './world.ts';

/** This calendar month's metered calls and pushes of the whole company; months are those of Asia/Shanghai. */
export function usageOfMonth(world: World): { calls: number; pushes: number } {
  const month = dayOf(nowMs(world)).slice(0, 7);
  world.state.usage[month] ??= { calls: 0, pushes: 0 };
  return world.state.usage[month];
}
