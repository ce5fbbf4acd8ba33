import type { zh } from './zh.ts';
import type { zhDocuments } from './zh-documents.ts';
import type { zhMore } from './zh-more.ts';

/** Every text there is; Chinese is the source, other languages must be as complete. */
export type TextKey = keyof typeof zh | keyof typeof zhMore | keyof typeof zhDocuments;
export type Dictionary = Readonly<Record<TextKey, string>>;
