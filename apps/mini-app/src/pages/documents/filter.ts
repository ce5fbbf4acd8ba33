import { DOCUMENT_KINDS, type DocumentKind } from '@baton/core/documents';

export const SCOPES = ['yours', 'all', 'mine', 'due'] as const;
export type Scope = (typeof SCOPES)[number];

/** What the list of documents shows. It stands in the address, so that the way back leads to the same list. */
export type Filter = { scope: Scope; position: string; kind: DocumentKind | '' };

/** @param search the part of the address behind `?`; what it does not know reads as nothing asked */
export function readFilter(search: string): Filter {
  const asked = new URLSearchParams(search);
  return {
    scope: SCOPES.find((scope) => scope === asked.get('scope')) ?? 'yours',
    position: asked.get('position') ?? '',
    kind: DOCUMENT_KINDS.find((kind) => kind === asked.get('kind')) ?? '',
  };
}

/** The address of a list; what is asked anyway is left out. */
export function addressOf({ scope, position, kind }: Filter): string {
  const asked = new URLSearchParams();
  if (scope !== 'yours') asked.set('scope', scope);
  if (scope !== 'yours' && position) asked.set('position', position);
  if (kind) asked.set('kind', kind);
  const search = asked.toString();
  return search === '' ? '/documents' : `/documents?${search}`;
}
