import { DOCUMENT_KINDS, type DocumentKind } from '@baton/core/documents';

/** What is searched for; it stands in the address, so that the way back leads to the same results. */
export type Wanted = {
  q: string;
  position: string;
  kind: DocumentKind | '';
  /** Only what is published and not waiting for its review. */
  fresh: boolean;
};

/** @param search the part of the address behind `?` */
export function readWanted(search: string): Wanted {
  const asked = new URLSearchParams(search);
  return {
    q: (asked.get('q') ?? '').trim().slice(0, 200),
    position: asked.get('position') ?? '',
    kind: DOCUMENT_KINDS.find((kind) => kind === asked.get('kind')) ?? '',
    fresh: asked.get('fresh') === '1',
  };
}

export function searchAddress({ q, position, kind, fresh }: Wanted): string {
  const asked = new URLSearchParams(q ? { q } : {});
  if (position) asked.set('position', position);
  if (kind) asked.set('kind', kind);
  if (fresh) asked.set('fresh', '1');
  const search = asked.toString();
  return search === '' ? '/documents/search' : `/documents/search?${search}`;
}
