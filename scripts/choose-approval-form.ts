// Makes an ordinary OA template count as a resignation. Safe to re-run: the mapping is replaced.
// Example: npx tsx scripts/choose-approval-form.ts --process-code PROC-… --last-day 最后工作日 --successor 接手同事
import { parseArgs } from 'node:util';
import { chooseApprovalForm, type Deps } from '@baton/flows';
import { runScript } from './operator/run-script.ts';

const help = `npx tsx scripts/choose-approval-form.ts --process-code <PROC-…> --last-day <字段> [--leaver <字段>] [--successor <字段>]
字段可以写控件 id、别名或标题。不写 --leaver 时，发起人就是离职的人。`;

/** @returns one line of what was chosen @throws AppError invalid_input naming the fields that the form does not have */
export async function chooseForm(deps: Deps, corpId: string, argv: readonly string[]): Promise<string> {
  const text = { type: 'string' } as const;
  const options = { 'process-code': text, leaver: text, 'last-day': text, successor: text };
  const { values } = parseArgs({ args: [...argv], options });
  const processCode = values['process-code'];
  if (!processCode) throw new Error(help);
  const mapping = {
    leaver: values.leaver ?? null,
    lastWorkingDay: values['last-day'] ?? null,
    successor: values.successor ?? null,
  };
  const { name } = await chooseApprovalForm(deps, corpId, { processCode, mapping });
  return `「${name}」的审批通过后会开始交接。`;
}

await runScript(import.meta.url, help, chooseForm);
