import type { Actor } from '@baton/core';
import { canOpenCase } from '@baton/core';
import type { PersonRefRow } from '@baton/db';

export type MeRead = PersonRefRow & { corpId: string; isAdmin: boolean; isHr: boolean; language: 'zh' | 'en' };

/** Who is signed in, as the pages want to know it. */
export function readMe(
  corpId: string,
  actor: Actor,
  people: readonly (PersonRefRow & { language: 'zh' | 'en' })[],
): MeRead {
  const person = people.find(({ userId }) => userId === actor.userId);
  return {
    userId: actor.userId,
    name: person?.name ?? actor.userId,
    title: person?.title ?? '',
    department: person?.department ?? '',
    corpId,
    isAdmin: actor.isAdmin,
    isHr: canOpenCase(actor),
    language: person?.language ?? 'zh',
  };
}
