import type { DigestSection } from '@baton/core';
import { groupsOf } from './digest-groups.ts';
import { paragraphs, plain, shown } from './markdown.ts';
import type { NoticeMessage, NoticeTexts, NoticeValues } from './notice-kinds.ts';

const counted = (n: number) => (n === 1 ? '1 item' : `${n} items`);

const HEADINGS: Record<DigestSection, string> = {
  review: 'Documents to verify',
  review_late: 'Documents not verified in time',
  approve: 'Documents to approve',
  answer: 'Questions to answer',
  answer_late: 'Questions not answered in time',
  answered: 'Answers to your questions',
  wanted: 'Documents that colleagues look for',
  written: 'Documents you looked for',
  read: 'Reading path',
};
const BUTTONS: Partial<Record<DigestSection, string>> = { read: 'Read', answered: 'See the answer' };

function digest({ digest: { sentence, items, sections }, today }: NoticeValues['digest']): NoticeMessage {
  const single = new Set(items.map(({ leaverName }) => leaverName)).size === 1;
  const lines = items.map(({ title, dueOn, leaverName, talkTo = [] }) => {
    const when = dueOn < today ? `overdue since ${dueOn}` : `due ${dueOn}`;
    const whom = talkTo.length > 0 ? `; please talk to ${talkTo.map(plain).join(', ')}` : '';
    return `${single ? '' : `${plain(leaverName)} · `}${plain(title)} (${when}${whom})`;
  });
  const [only, ...others] = sections;
  const groups = groupsOf(
    sections,
    { heading: 'Handovers', lines },
    {
      heading: (section) => HEADINGS[section],
      line: ({ title, note }) => `${plain(title)} (${plain(note.en)})`,
      more: (n) => `and ${n} more`,
    },
  );
  const own = only && others.length === 0 && items.length === 0 ? BUTTONS[only.section] : undefined;
  return {
    title: sentence,
    text: paragraphs(plain(sentence), ...groups),
    button: own ?? (items.length > 0 && items.every(({ talkTo }) => talkTo) ? 'Open Baton' : 'Open'),
  };
}

function digestTogether({ leaver, shares }: NoticeValues['digest_together']): NoticeMessage {
  const lines = shares.map((share) => {
    const parts = [
      share.hand_over > 0 ? `${share.hand_over} to do` : '',
      share.accept > 0 ? `${share.accept} to accept` : '',
      share.confirm > 0 ? `${share.confirm} to confirm` : '',
    ];
    const late = share.overdue > 0 ? ` (${share.overdue} overdue)` : '';
    return `- ${plain(share.name)}: ${parts.filter(Boolean).join(', ')}${late}`;
  });
  return {
    title: `The handover of ${leaver} is waiting for you`,
    text: paragraphs(
      `The handover of ${plain(leaver)} is waiting for you. Please complete your part soon.`,
      lines.join('\n'),
    ),
    button: 'Open',
  };
}

export const en: NoticeTexts = {
  case_needs_help: (v) => ({
    title: `The handover of ${v.leaver} needs your input`,
    text: `The handover of ${plain(v.leaver)} cannot start yet: ${v.problems} point(s) to complete.`,
    button: 'Complete',
  }),
  case_launched: (v) => ({
    title: 'Your handover has started',
    text: paragraphs(
      `Your handover has started with ${counted(v.items)}. Your last working day is ${v.lastWorkingDay}.`,
      'Begin with the handover plan and agree on briefing times with your successor.',
    ),
    button: 'Open the checklist',
  }),
  case_launched_others: (v) => ({
    title: `The handover of ${v.leaver} has started`,
    text: paragraphs(
      `The handover of ${plain(v.leaver)} has started with ${counted(v.items)}; the last working day is ${v.lastWorkingDay}.`,
      'Whatever waits for you will be in your daily reminder.',
    ),
    button: 'Open',
  }),
  case_redated: (v) => ({
    title: `New last working day of ${v.leaver}`,
    text: `The last working day of ${plain(v.leaver)} is now ${v.lastWorkingDay}. Due dates follow; finished items stay finished.`,
    button: 'Open',
  }),
  case_withdrawn: (v) => ({
    title: `The handover of ${v.leaver} was withdrawn`,
    text: `The handover of ${plain(v.leaver)} was withdrawn. Nothing more to do; what was submitted is kept.`,
    button: 'Open',
  }),
  case_reinstated: (v) => ({
    title: `The handover of ${v.leaver} is back`,
    text: `The handover of ${plain(v.leaver)} is back; the last working day is ${v.lastWorkingDay}. Finished items stay finished.`,
    button: 'Open',
  }),
  case_supplementing: (v) => ({
    title: `${v.leaver} has left; work passed to you`,
    text: `${plain(v.leaver)} has left before the handover was finished. ${counted(v.items)} passed to you.`,
    button: 'Open',
  }),
  case_awaiting_release: (v) => ({
    title: `The handover of ${v.leaver} can be released`,
    text: `Every must-do item of ${plain(v.leaver)} is confirmed or waived.`,
    button: 'Release',
  }),
  case_released: (v) => ({
    title: `The handover of ${v.leaver} was released`,
    text: `The handover of ${plain(v.leaver)} was released. Thank you all.`,
    button: 'Open',
  }),
  item_returned: (v) => ({
    title: `"${v.item}" was returned`,
    text: paragraphs(
      `"${plain(v.item)}" was returned; please complete and submit again.`,
      `Reason: ${plain(v.reason)}`,
    ),
    button: 'Open',
  }),
  item_taken_over: (v) => ({
    title: `"${v.item}" of ${v.leaver} passed to you`,
    text: `"${plain(v.item)}" of ${plain(v.leaver)} passed to you. Please complete and submit it.`,
    button: 'Open',
  }),
  item_blocked: (v) => ({
    title: `"${v.item}" of ${v.leaver} is blocked`,
    text: paragraphs(`"${plain(v.item)}" of ${plain(v.leaver)} is blocked; please help.`, `Reason: ${plain(v.reason)}`),
    button: 'Open',
  }),
  item_delegated: (v) => ({
    title: `Please look at "${v.item}" of ${v.leaver}`,
    text: `"${plain(v.item)}" of ${plain(v.leaver)} was delegated to you. Please accept, confirm or return it.`,
    button: 'Open',
  }),
  nudge: (v) => ({
    title: `${counted(v.items)} of ${v.leaver} waiting for you`,
    text: paragraphs(
      `HR reminds you: ${counted(v.items)} of the handover of ${plain(v.leaver)} waiting for you.`,
      shown(v.titles.map(plain), (n) => `and ${n} more`),
    ),
    button: 'Open',
  }),
  digest,
  digest_together: digestTogether,
  approval_released: (v) => ({
    title: '',
    text: `The handover of ${v.leaver} was released by ${v.by}: ${v.done} confirmed, ${v.waived} waived.`,
    button: '',
  }),
};
