import type { Digest, Share } from '@baton/core';

/**
 * Texts of everything the robot and the approval say. Chinese is the source, English complete by type. A text is
 * DingTalk markdown; every value that a person typed passes `plain` first.
 */
export type Language = 'zh' | 'en';
export type NoticeMessage = { title: string; text: string; button: string };

/** What each kind of message needs to know. Days are `YYYY-MM-DD`. */
export type NoticeValues = {
  /** To HR: a case was born and cannot start by itself. */
  case_needs_help: { leaver: string; problems: number };
  /** To the leaver. */
  case_launched: { items: number; lastWorkingDay: string };
  /** To the successor, interim holder and manager. */
  case_launched_others: { leaver: string; items: number; lastWorkingDay: string };
  case_redated: { leaver: string; lastWorkingDay: string };
  case_withdrawn: { leaver: string };
  case_reinstated: { leaver: string; lastWorkingDay: string };
  /** To whoever now holds what the leaver left open. */
  case_supplementing: { leaver: string; items: number };
  case_awaiting_release: { leaver: string };
  case_released: { leaver: string };
  item_returned: { leaver: string; item: string; reason: string };
  item_taken_over: { leaver: string; item: string };
  /** To the leaver's manager. */
  item_blocked: { leaver: string; item: string; reason: string };
  item_delegated: { leaver: string; item: string };
  nudge: { leaver: string; items: number; titles: readonly string[] };
  digest: { digest: Digest; today: string };
  /** A digest that several people of one case read. */
  digest_together: { leaver: string; shares: readonly Share[] };
  /** A comment on the approval, not a robot message. */
  approval_released: { leaver: string; by: string; done: number; waived: number };
};
export type NoticeKind = keyof NoticeValues;

export type NoticeTexts = { [K in NoticeKind]: (values: NoticeValues[K]) => NoticeMessage };
