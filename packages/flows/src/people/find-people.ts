import { type PersonRefRow, searchPeople, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';

/** A picker shows no more; typing on narrows it. */
const SHOWN = 20;

/** Colleagues to pick from, by part of name or title; people who left are not among them. */
export function findPeople(deps: Deps, session: Session, { q }: { q: string }): Promise<PersonRefRow[]> {
  return withCorp(deps.db, session.corpId, (tx) => searchPeople(tx, session.corpId, q.trim(), SHOWN));
}
