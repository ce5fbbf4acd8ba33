import type { ItemView } from '@baton/api/client';
import { ApiError } from '@baton/api/client';
import type { EvidenceProblem } from '@baton/core';
import { useState } from 'react';
import type { Draft } from '../evidence/use-draft.ts';
import { t } from '../i18n/t.ts';
import { Ask } from '../kit/ask.tsx';
import { Choices, TextArea, TextField } from '../kit/field.tsx';
import { Note } from '../kit/note.tsx';
import { PeoplePicker } from '../kit/people-picker.tsx';
import { itemChanged, itemQuery, queryClient } from '../queries.ts';
import { today } from '../say-days.ts';
import { currentMe } from '../session.ts';
import { DEMO_RESULTS } from './demo-results.ts';
import {
  ACCEPTANCE,
  type Answers,
  ASKS,
  type AskedAction,
  type AskField,
  asksDemo,
  isOptional,
  NO_ANSWERS,
  unanswered,
} from './item-asks.ts';

type Props = {
  item: ItemView;
  action: AskedAction;
  draft: Draft | null;
  onClose: () => void;
  /** It is done: the item as it is now. */
  onDone: (changed: ItemView) => void;
  /** A submission that does not suffice is told where the evidence is. */
  onProblems: (problems: readonly EvidenceProblem[]) => void;
};

/** Asks what an action needs, and does it. */
export function ItemAsk({ item, action, draft, onClose, onDone, onProblems }: Props) {
  const [answers, setAnswers] = useState<Answers>({ ...NO_ANSWERS, slot: mySlots(item)[0]?.value ?? '' });
  const [tried, setTried] = useState(false);
  const { fields, danger, send } = ASKS[action];
  const missing = unanswered(action, item, answers);
  const gone = !item.abilities.includes(action);

  async function submit() {
    const settled = draft ? await draft.settle(action !== 'submit') : { version: item.version, evidence: [] };
    try {
      const changed = await send(item, settled.version, answers, settled.evidence);
      if (action === 'submit') draft?.forget();
      itemChanged(changed);
      onDone(changed);
      onClose();
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'evidence_insufficient') throw error;
      onProblems((error.details.problems ?? []) as EvidenceProblem[]);
      onClose();
    }
  }

  return (
    <Ask
      title={t(`ask.${action}.title`)}
      lead={t(`ask.${action}.hint`, { name: item.acceptor?.name ?? t('person.successor') })}
      submit={t(`do.${action}`)}
      danger={danger ?? false}
      disabled={gone}
      onClose={onClose}
      check={() => {
        setTried(true);
        return missing.length === 0;
      }}
      onSubmit={submit}
      onConflict={() => queryClient.fetchQuery({ ...itemQuery(item.id), staleTime: 0 })}
    >
      {gone ? <Note tone="warn">{t('ask.gone')}</Note> : null}
      {fields.map((field) => (
        <AskInput
          key={field}
          field={field}
          item={item}
          answers={answers}
          onAnswers={setAnswers}
          wrong={tried && missing.includes(field)}
        />
      ))}
    </Ask>
  );
}

type InputProps = {
  field: AskField;
  item: ItemView;
  answers: Answers;
  onAnswers: (answers: Answers) => void;
  wrong: boolean;
};

function AskInput({ field, item, answers, onAnswers, wrong }: InputProps) {
  const put = (change: Partial<Answers>) => onAnswers({ ...answers, ...change });
  switch (field) {
    case 'demo': {
      if (!asksDemo(item)) return null;
      const options = DEMO_RESULTS.map((value) => ({ value, label: t(`demo.${value}`) }));
      const hint = answers.demo === 'fail' ? t('demo.failHint') : undefined;
      return (
        <Choices
          label={t('demo.needed')}
          value={answers.demo}
          options={options}
          hint={hint}
          error={wrong ? t('problem.result_missing') : undefined}
          onValue={(demo) => put({ demo })}
        />
      );
    }
    case 'slot': {
      const options = mySlots(item);
      if (options.length < 2) return null;
      return (
        <Choices label={t('field.slot')} value={answers.slot} options={options} onValue={(slot) => put({ slot })} />
      );
    }
    case 'followUpOn':
      return (
        <TextField
          label={t('field.followUpOn')}
          optional
          type="date"
          min={today()}
          value={answers.followUpOn}
          onValue={(followUpOn) => put({ followUpOn })}
        />
      );
    case 'doer':
    case 'delegateTo': {
      const label = t(`field.${field}`);
      const without = [item.leaver.userId, currentMe()?.userId ?? ''];
      return (
        <PeoplePicker
          label={label}
          value={answers[field]}
          without={field === 'doer' ? without.slice(0, 1) : without}
          error={wrong ? t('field.required', { field: label }) : undefined}
          onValue={(person) => put({ [field]: person })}
        />
      );
    }
    case 'note':
    case 'reason':
    case 'why':
    case 'risk': {
      const optional = isOptional(field, answers);
      return (
        <TextArea
          label={t(`field.${field === 'note' && !optional ? 'reason' : field}`)}
          optional={optional}
          maxLength={500}
          value={answers[field]}
          error={wrong ? t('field.short') : undefined}
          onValue={(value) => put({ [field]: value })}
        />
      );
    }
  }
}

/** Steps of this item that can be handed on; the server has the last word on whose they are. */
function mySlots(item: ItemView): { value: string; label: string }[] {
  const acceptance = item.state === 'awaiting_acceptance' ? [{ value: ACCEPTANCE, label: t('field.slotAccept') }] : [];
  const open = item.confirmations.filter((row) => row.confirmedAt === null);
  const slots = open.map((row) => ({
    value: String(row.slot),
    label: t('field.slotConfirm', { role: t(`role.${row.role}`), name: row.confirmer.name }),
  }));
  const me = currentMe()?.userId;
  const mine = [
    ...(item.acceptor?.userId === me ? acceptance : []),
    ...slots.filter((_, index) => open[index]?.confirmer.userId === me),
  ];
  return mine.length > 0 ? mine : [...acceptance, ...slots];
}
