import type { ReactNode } from 'react';

/** The baton, handed over or dropped. */
export function EmptyArt({ mood }: { mood: 'done' | 'lost' | 'quiet' }) {
  return (
    <svg className={`empty-art art-${mood}`} viewBox="0 0 112 84" aria-hidden="true">
      <ellipse className="art-ground" cx="56" cy="74" rx="40" ry="5" />
      <rect className="art-sheet" x="34" y="12" width="44" height="56" rx="8" />
      <path className="art-lines" d="M44 28h24M44 38h24M44 48h14" />
      {mood === 'done' ? (
        <>
          <circle className="art-badge" cx="78" cy="58" r="14" />
          <path className="art-mark" d="M71.500 58.500l4.500 4.500 8.500-9.500" />
        </>
      ) : null}
      {mood === 'lost' ? (
        <>
          <circle className="art-badge" cx="78" cy="58" r="14" />
          <path className="art-mark" d="M78 51v8M78 64.500h.01" />
        </>
      ) : null}
      {mood === 'quiet' ? <path className="art-baton" d="M66 66L92 40" /> : null}
    </svg>
  );
}

/** A friendly word where there is nothing. */
export function Empty(props: { mood?: 'done' | 'lost' | 'quiet'; title: string; hint: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <EmptyArt mood={props.mood ?? 'quiet'} />
      <h2>{props.title}</h2>
      <p>{props.hint}</p>
      {props.children}
    </div>
  );
}
