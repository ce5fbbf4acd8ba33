import { en } from './notice-texts/en.ts';
import type { Language, NoticeKind, NoticeMessage, NoticeTexts, NoticeValues } from './notice-texts/notice-kinds.ts';
import { zh } from './notice-texts/zh.ts';

export type { Language, NoticeKind, NoticeMessage, NoticeValues } from './notice-texts/notice-kinds.ts';

const TEXTS: Record<Language, NoticeTexts> = { zh, en };

/** The text of one message. Titles are shown bare by DingTalk, texts are markdown. */
export function noticeText<K extends NoticeKind>(kind: K, language: Language, values: NoticeValues[K]): NoticeMessage {
  return TEXTS[language][kind](values);
}
