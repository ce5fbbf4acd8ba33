import { matchPosition, type PositionRule } from '@baton/core';

type Departments = ReadonlyMap<number, { name: string; parentId: number | null }>;

/** The position somebody holds by the company's rules; the whole company is no department of theirs. */
export function positionOf(
  rules: readonly PositionRule[],
  departments: Departments,
  { title, deptIds }: { title: string; deptIds: readonly number[] },
): string {
  const own = deptIds.map((deptId) => departments.get(deptId)).filter((row) => row?.parentId != null);
  return matchPosition(rules, { title, departments: own.map((row) => row?.name ?? '') }).positionKey;
}
