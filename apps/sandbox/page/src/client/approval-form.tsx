import { type FormEvent, useId, useState } from 'react';
import type { StateView } from '../../../src/control/control.ts';
import type { FormComponent, Template } from '../../../src/state.ts';
import { sandbox } from '../api.ts';
import { addDays, calendarDay } from '../format.ts';
import { Icon } from '../kit/icon.tsx';
import { useAction } from '../kit/use-action.ts';

type Props = {
  template: Template;
  person: { userid: string; deptId: number };
  state: StateView;
  onDone: () => void;
  onBack: () => void;
};

/** 30 days is the statutory notice (劳动合同法 第37条): a sensible last day to begin with. */
const NOTICE_DAYS = 30;

/** What a newcomer would have to think up otherwise: the usual last day, the first reason. */
function initialValue(component: FormComponent, today: string): string {
  if (component.componentType === 'DDSelectField') return component.options[0] ?? '';
  if (component.componentType !== 'DDDateField') return '';
  return component.label.includes('开始')
    ? addDays(today, 1)
    : component.label.includes('结束')
      ? addDays(today, 2)
      : addDays(today, NOTICE_DAYS);
}

/** A template's form as the client shows it; values leave in the documented string encoding (approval-form.md §3). */
export function ApprovalForm({ template, person, state, onDone, onBack }: Props) {
  const today = calendarDay(state.now);
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(template.components.map((component) => [component.label, initialValue(component, today)])),
  );
  const { busy, run } = useAction();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const given = template.components
      .map((component) => ({ name: component.label, value: encoded(component, values[component.label] ?? '') }))
      .filter((entry) => entry.value !== '');
    const input = { processCode: template.processCode, originatorUserId: person.userid, values: given };
    if (await run(() => sandbox.startApproval(input), `${template.name}已提交`)) onDone();
  };
  return (
    <form className="approval-form" onSubmit={(event) => void submit(event)}>
      <header>
        <button type="button" className="icon-button" aria-label="返回模板列表" onClick={onBack}>
          <Icon name="back" />
        </button>
        <h3>{template.name}</h3>
      </header>
      {template.components.map((component) => (
        <Field
          key={component.id}
          component={component}
          value={values[component.label] ?? ''}
          onChange={(value) => setValues((old) => ({ ...old, [component.label]: value }))}
          person={person}
          state={state}
        />
      ))}
      <button type="submit" className="button main wide" disabled={busy}>
        {busy ? '正在提交…' : '提交'}
      </button>
    </form>
  );
}

function encoded(component: FormComponent, value: string): string {
  return component.componentType === 'InnerContactField' && value !== '' ? JSON.stringify([value]) : value;
}

type FieldProps = Pick<Props, 'person' | 'state'> & {
  component: FormComponent;
  value: string;
  onChange: (value: string) => void;
};

function Field({ component, value, onChange, person, state }: FieldProps) {
  const field = useId();
  const hint = component.label.includes('交接人')
    ? `这是钉钉表单的叫法；在${state.settings.homeName}里叫「接收人」。`
    : '';
  const described = hint ? { 'aria-describedby': `${field}-hint` } : {};
  const shared = { id: field, value, required: component.required, ...described };
  const inputs: Record<string, () => React.JSX.Element> = {
    DDDateField: () => <input {...shared} type="date" onChange={(event) => onChange(event.target.value)} />,
    TextareaField: () => <textarea {...shared} rows={3} onChange={(event) => onChange(event.target.value)} />,
    DDSelectField: () => (
      <select {...shared} onChange={(event) => onChange(event.target.value)}>
        {component.options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    ),
    InnerContactField: () => (
      <select {...shared} onChange={(event) => onChange(event.target.value)}>
        <option value="">暂不指定</option>
        {colleagues(state, person).map((group) => (
          <optgroup key={group.label} label={group.label}>
            {group.people.map((colleague) => (
              <option key={colleague.userid} value={colleague.userid}>
                {colleague.name} · {colleague.title}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    ),
  };
  const input =
    inputs[component.componentType] ?? (() => <input {...shared} onChange={(event) => onChange(event.target.value)} />);
  return (
    <div className="field">
      <label htmlFor={field}>
        {component.label}
        {component.required && (
          <span aria-hidden="true" className="must">
            {' '}
            *
          </span>
        )}
      </label>
      {input()}
      {hint && (
        <p id={`${field}-hint`} className="muted">
          {hint}
        </p>
      )}
    </div>
  );
}

/** Who could take over, by department: one's own first. */
function colleagues(state: StateView, person: Props['person']) {
  const others = state.people.filter((item) => item.present && item.userid !== person.userid);
  const depts = [...state.departments].sort((a, b) => Number(b.id === person.deptId) - Number(a.id === person.deptId));
  return depts
    .map((dept) => ({ label: dept.name, people: others.filter((item) => item.deptId === dept.id) }))
    .filter((group) => group.people.length > 0);
}
