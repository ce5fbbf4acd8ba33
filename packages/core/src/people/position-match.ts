/** First match wins, by `rank`; a keyword is looked for in the title, then in the names of the departments. */
export type PositionRule = {
  rank: number;
  positionKey: string;
  keywords: readonly string[];
  where: 'title' | 'department' | 'title_or_department';
};

/** The position of whom no rule knows: 通用. */
export const GENERAL_POSITION = 'general';

/** Titles that make somebody a manager even without direct reports (templates.md, 管理者附加). */
export const MANAGER_KEYWORDS = ['经理', '主管', '总监', '负责人'] as const;

/**
 * Which position somebody holds, and why.
 * @param departments names, most specific first
 * @returns the position and the rule that fired, in words an admin can check; unmatched people get 通用
 */
export function matchPosition(
  rules: readonly PositionRule[],
  person: { title: string; departments: readonly string[] },
): { positionKey: string; rule: string; matched: boolean } {
  for (const rule of rules.toSorted((a, b) => a.rank - b.rank)) {
    const hit = findKeyword(rule, person);
    if (hit) {
      return { positionKey: rule.positionKey, rule: `规则 ${rule.rank}：${hit}`, matched: true };
    }
  }
  return { positionKey: GENERAL_POSITION, rule: '没有规则匹配，按通用岗位处理', matched: false };
}

/** Whether the manager add-on is laid over the position's template: direct reports, or a title that says so. */
export const isManagerial = (person: { title: string; directReports: number }): boolean =>
  person.directReports > 0 || MANAGER_KEYWORDS.some((keyword) => contains(person.title, keyword));

function findKeyword(rule: PositionRule, person: { title: string; departments: readonly string[] }): string | null {
  const places = [
    ...(rule.where === 'department' ? [] : [['职位', person.title] as const]),
    ...(rule.where === 'title' ? [] : person.departments.map((name) => ['部门', name] as const)),
  ];
  for (const [place, text] of places) {
    const keyword = rule.keywords.find((word) => contains(text, word));
    if (keyword) return `${place}「${text}」含「${keyword}」`;
  }
  return null;
}

/** Latin keywords match whole words, else "IT" would find "Audit"; full-width letters count as their plain ones. */
function contains(text: string, keyword: string): boolean {
  const haystack = text.normalize('NFKC').toLowerCase();
  const needle = keyword.normalize('NFKC').toLowerCase();
  if (needle === '') return false;
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1)) {
    const glued = (inside: string, outside: string | undefined) => /[a-z]/.test(inside) && /[a-z]/.test(outside ?? '');
    const last = at + needle.length;
    if (!glued(haystack[at] ?? '', haystack[at - 1]) && !glued(haystack[last - 1] ?? '', haystack[last])) return true;
  }
  return false;
}
