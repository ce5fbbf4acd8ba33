// Names the people behind a role, in order of preference. Safe to re-run: the list replaces what the role had.
// Example: npx tsx scripts/set-roles.ts --role hr --users chenjing,weimin
import { parseArgs } from 'node:util';
import { type Deps, setRoleHolders } from '@baton/flows';
import { runScript } from './operator/run-script.ts';

const help = `npx tsx scripts/set-roles.ts --role <hr|it|finance|admin_office|…> --users <userid,userid>
角色名见 packages/core/src/handover/model.ts 的 CONFIRMER_ROLES。排在前面的人优先。`;

/** @returns one line of what was set @throws AppError invalid_input for an unknown role or person */
export async function setRoles(deps: Deps, corpId: string, argv: readonly string[]): Promise<string> {
  const { values } = parseArgs({ args: [...argv], options: { role: { type: 'string' }, users: { type: 'string' } } });
  if (!values.role || values.users === undefined) throw new Error(help);
  const users = values.users
    .split(',')
    .map((user) => user.trim())
    .filter(Boolean);
  await setRoleHolders(deps, corpId, { [values.role]: users });
  return `${values.role}: ${users.join(', ') || '（空）'}`;
}

await runScript(import.meta.url, help, setRoles);
