/** Paths of 20 × 20 line icons, our own. */
const PATHS = {
  back: 'M12.500 4 6.500 10l6 6',
  next: 'M8 5l5 5-5 5',
  check: 'M4 10.500l4 4 8-9',
  close: 'M5 5l10 10M15 5L5 15',
  more: 'M4.500 10h.01M10 10h.01M15.500 10h.01',
  plus: 'M10 4v12M4 10h12',
  search: 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zM17 17l-3.700-3.700',
  settings: 'M3 6h6M13 6h4M3 14h3M10 14h7M11 3.800v4.400M8 11.800v4.400',
  inbox: 'M3 11l2.500-7h9L17 11v5H3zM3 11h4l1.200 2h3.600L13 11h4',
  cases: 'M4 3h12v14H4zM7 7h6M7 10.500h6M7 14h3',
  alert: 'M10 6.500v4.500M10 13.800h.01M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15z',
  bell: 'M5.500 13.500V9a4.500 4.500 0 0 1 9 0v4.500l1.200 1.500H4.300zM8.500 17.200h3',
  file: 'M5 2.800h6.500L15 6.300v10.900H5zM11.200 3v3.600H15',
  photo: 'M3 5h14v11H3zM3 13.500l4-4 3.500 3.500 2-2 4.500 4M13 8.300h.01',
  link: 'M8.500 11.500a3 3 0 0 0 4.300 0l2.700-2.700a3 3 0 0 0-4.300-4.300L10 5.700M11.500 8.500a3 3 0 0 0-4.300 0l-2.700 2.700a3 3 0 0 0 4.300 4.300L10 14.300',
  meet: 'M3 6h9v8H3zM12 9l5-2.500v7L12 11',
  list: 'M7.500 5.500H17M7.500 10H17M7.500 14.500H17M3.500 5.500h.01M3.500 10h.01M3.500 14.500h.01',
  stamp: 'M4 17h12M5.500 14h9v-2.500h-3L12 6a2 2 0 1 0-4 0l.5 5.500h-3z',
  shield: 'M10 2.500l6 2.200v4.600c0 3.700-2.500 6.600-6 8.200-3.500-1.600-6-4.500-6-8.200V4.700zM7.300 10l2 2 3.500-4',
  pen: 'M3.500 16.500l1-4L13 4l3 3-8.500 8.500z',
  play: 'M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15zM8.500 7.200v5.600l4.300-2.800z',
  trash: 'M4 5.500h12M8 5.500V3.500h4v2M5.500 5.500l.7 11h7.600l.7-11',
  undo: 'M7 4L3.500 7.500 7 11M3.800 7.500h7.700a4.500 4.500 0 0 1 0 9H8',
  person: 'M10 9.500a3.200 3.200 0 1 0 0-6.400 3.200 3.200 0 0 0 0 6.400zM3.800 17c.4-3.300 2.900-5 6.200-5s5.800 1.700 6.200 5',
} as const;
export type IconName = keyof typeof PATHS;

/** Decoration only: whatever it means is also said in text or in a label. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth={name === 'more' ? 2.4 : 1.6}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
