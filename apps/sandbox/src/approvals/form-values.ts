import { dayStart } from '../calendar-day.ts';
import { presentPerson } from '../people/people.ts';
import { refuse } from '../refusal.ts';
import type { ApprovalValue, FormComponent, Template } from '../state.ts';
import type { World } from '../world.ts';

type Given = { name: string; value: string; extValue?: string | undefined };

/**
 * The values of an instance from what was filled in: `name` must be a control's label, `value` in the documented
 * string encoding (approval-form.md §3). Refused with `formConverterError` naming the control.
 */
export function formValues(world: World, template: Template, given: Given[]): ApprovalValue[] {
  for (const entry of given) {
    if (!template.components.some((component) => component.label === entry.name)) throw badControl(entry.name);
  }
  return template.components.flatMap((component) => {
    const entry = given.find((candidate) => candidate.name === component.label);
    if (!entry || entry.value === '') {
      if (component.required) throw badControl(component.label);
      return [];
    }
    if (!isEncoded(world, component, entry.value)) throw badControl(component.label);
    return [
      {
        id: component.id,
        name: component.label,
        value: entry.value,
        extValue: entry.extValue ?? null,
        componentType: component.componentType,
        bizAlias: component.bizAlias,
      },
    ];
  });
}

function badControl(label: string): Error {
  return refuse('formConverterError', `表单数据校验失败，失败控件：${label}`);
}

function isEncoded(world: World, component: FormComponent, value: string): boolean {
  const checks: Record<string, () => boolean> = {
    DDDateField: () => dayStart(value) !== null,
    InnerContactField: () => contactIds(value)?.every((userid) => presentPerson(world, userid) !== null) ?? false,
    DDSelectField: () => component.options.length === 0 || component.options.includes(value),
    NumberField: () => value.trim() !== '' && Number.isFinite(Number(value)),
  };
  return checks[component.componentType]?.() ?? true;
}

function contactIds(value: string): string[] | null {
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) && parsed.length > 0 && parsed.every((item) => typeof item === 'string')
      ? parsed
      : null;
  } catch {
    return null;
  }
}
