/**
 * Whether the 订阅规则 of the console let an event through: without a rule for its type every event passes. A rule is
 * a path `/v1.0/event/<type>/<name>/<value>/…` whose values are globs with `*`, `**` and `{a,b}`
 * (event-bpms-instance-change).
 */
export function isSubscribed(rules: readonly string[], type: string, body: Record<string, unknown>): boolean {
  const own = rules.filter((rule) => rule.split('/')[3] === type);
  return own.length === 0 || own.some((rule) => matches(rule, body));
}

function matches(rule: string, body: Record<string, unknown>): boolean {
  const parts = rule.split('/').slice(4);
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const value = body[parts[index] ?? ''];
    if (!globToRegExp(parts[index + 1] ?? '').test(value === undefined || value === null ? '' : String(value))) {
      return false;
    }
  }
  return true;
}

function globToRegExp(glob: string): RegExp {
  const source = glob.replace(/\*+|\{([^}]*)\}|[.+?^$()|[\]\\]/g, (token, list: string | undefined) => {
    if (token.startsWith('*')) return '.*';
    if (list !== undefined) return `(?:${list.split(',').map(escapeText).join('|')})`;
    return `\\${token}`;
  });
  return new RegExp(`^${source}$`);
}

function escapeText(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
