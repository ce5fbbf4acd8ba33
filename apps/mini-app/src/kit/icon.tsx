import type { morePaths } from './icon-paths.ts';

/** Paths of 20 × 20 line icons, our own: what the first page shows. The others come with the pages that show them. */
const firstPaths = {
  back: 'M12.500 4 6.500 10l6 6',
  next: 'M8 5l5 5-5 5',
  check: 'M4 10.500l4 4 8-9',
  plus: 'M10 4v12M4 10h12',
  settings: 'M3 6h6M13 6h4M3 14h3M10 14h7M11 3.800v4.400M8 11.800v4.400',
  inbox: 'M3 11l2.500-7h9L17 11v5H3zM3 11h4l1.200 2h3.600L13 11h4',
  documents: 'M3 4h6l1 1 1-1h6v11h-6l-1 1-1-1H3zM10 5v11',
  cases: 'M4 3h12v14H4zM7 7h6M7 10.500h6M7 14h3',
  alert: 'M10 6.500v4.500M10 13.800h.01M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15z',
} as const;
export type IconName = keyof typeof firstPaths | keyof typeof morePaths;
const paths: Partial<Record<IconName, string>> = firstPaths;

/** Adds the pictures that came with a later page. */
export function teachIcons(more: typeof morePaths): void {
  Object.assign(paths, more);
}

/** Decoration only: whatever it means is also said in text or in a label. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth={name === 'more' ? 2.4 : 1.6}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
