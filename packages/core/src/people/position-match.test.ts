import { describe, expect, it } from 'vitest';
import { isManagerial, matchPosition, type PositionRule } from './position-match.ts';

const rule = (
  rank: number,
  positionKey: string,
  where: PositionRule['where'],
  ...keywords: string[]
): PositionRule => ({
  rank,
  positionKey,
  keywords,
  where,
});

describe('matchPosition', () => {
  const person = { title: '测试工程师', departments: ['品质组', '生产中心'] };
  it.each<[string, PositionRule[], string]>([
    ['by rank, not by order', [rule(2, 'b', 'title', '测试'), rule(1, 'a', 'title', '工程师')], 'a'],
    ['title only', [rule(1, 'a', 'title', '生产'), rule(2, 'b', 'title', '测试')], 'b'],
    ['department only', [rule(1, 'a', 'department', '测试'), rule(2, 'b', 'department', '生产')], 'b'],
    ['either', [rule(1, 'a', 'title_or_department', '采购', '品质')], 'a'],
    ['an empty keyword matches nobody', [rule(1, 'a', 'title_or_department', '')], 'general'],
    ['no rules', [], 'general'],
  ])('%s', (_name, rules, positionKey) => {
    expect(matchPosition(rules, person).positionKey).toBe(positionKey);
  });

  it.each([
    ['IT', 'IT 主管', true],
    ['IT', '高级IT工程师', true],
    ['it', 'Head of IT', true],
    ['IT', 'Digital Auditor', false],
    ['IT', 'Security', false],
    ['IT', 'Audit & IT', true], // glued once, free once
    ['BD', 'BD', true],
    ['BD', 'ABDC', false],
    ['R&D', 'R&D 经理', true],
  ])('%s in %s: %s', (keyword, title, expected) => {
    expect(matchPosition([rule(1, 'a', 'title', keyword)], { title, departments: [] }).matched).toBe(expected);
  });
});

describe('isManagerial', () => {
  it.each([
    ['工程师', 0, false],
    ['工程师', 1, true],
    ['技术总监', 0, true],
    ['车间主管', 0, true],
    ['项目负责人', 0, true],
    ['部门经理', 0, true],
    ['', 0, false],
  ])('%s with %i direct reports: %s', (title, directReports, expected) => {
    expect(isManagerial({ title, directReports })).toBe(expected);
  });
});
