import { AppError } from '@baton/core';
import { schema, withCorp } from '@baton/db';
import type { FormField } from '@baton/dingtalk';
import type { Deps } from '../deps.ts';

/**
 * Makes an ordinary OA template count as a resignation from now on. Its form is read once (metered) to check that the
 * mapping names components that exist, by id, alias or label.
 * @param choice.mapping null leaver: the originator leaves
 * @throws AppError invalid_input (details.missing: the fields of the mapping that the form does not have)
 */
export async function chooseApprovalForm(
  deps: Deps,
  corpId: string,
  { processCode, mapping }: { processCode: string; mapping: schema.ApprovalMapping },
): Promise<{ name: string }> {
  const form = await deps.dingtalkFor(corpId).getFormSchema(processCode, { purpose: 'lifecycle' });
  const names = new Set(form.fields.flatMap(namesOf));
  const missing = Object.entries(mapping).filter(([, component]) => component !== null && !names.has(component));
  if (missing.length > 0) throw new AppError('invalid_input', { missing: missing.map(([field]) => field) });
  const { approvalForms } = schema;
  await withCorp(deps.db, corpId, (tx) =>
    tx
      .insert(approvalForms)
      .values({ corpId, processCode, name: form.name, mapping })
      .onConflictDoUpdate({
        target: [approvalForms.corpId, approvalForms.processCode],
        set: { name: form.name, mapping },
      }),
  );
  return { name: form.name };
}

function namesOf(field: FormField): string[] {
  const own = [field.id, field.bizAlias, field.label].filter((name): name is string => name !== null && name !== '');
  return [...own, ...field.children.flatMap(namesOf)];
}
