/** Line icons of 20 × 20, drawn for this page. */
const paths = {
  search: 'M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Zm4 9.5 4 4',
  chat: 'M3 5.5A2.5 2.5 0 0 1 5.5 3h9A2.5 2.5 0 0 1 17 5.5v6a2.5 2.5 0 0 1-2.5 2.5H9l-4 3v-3.1a2.5 2.5 0 0 1-2-2.4Z',
  stamp:
    'M4 17h12M5 14h10v-2.5c0-.6-.4-1-1-1h-2c-.5-1.3.5-2.6.5-4.3a2.5 2.5 0 0 0-5 0c0 1.7 1 3 .5 4.3H6c-.6 0-1 .4-1 1Z',
  grid: 'M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h5v5h-5z',
  back: 'M12.5 4 6.5 10l6 6',
  close: 'm5 5 10 10M15 5 5 15',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  reload: 'M16 10a6 6 0 1 1-1.8-4.3M16 3v3.5h-3.5',
  open: 'M8 4H5.5A1.5 1.5 0 0 0 4 5.5v9A1.5 1.5 0 0 0 5.5 16h9a1.5 1.5 0 0 0 1.5-1.5V12M11 4h5v5M15.5 4.5 9.5 10.5',
  push: 'M3.5 10h9M9 6l4 4-4 4M16.5 4v12',
  call: 'M4 15.5v-5M8 15.5v-9M12 15.5v-7M16 15.5v-12',
  fault: 'M11 2.5 4.5 11.5H10l-1 6 6.5-9H10Z',
  shield: 'M10 2.5 4 5v4.5c0 4 2.5 6.5 6 8 3.5-1.5 6-4 6-8V5ZM7.5 10l2 2 3.5-4',
  clock: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14Zm0 3.5V10l2.5 1.5',
  check: 'm4.5 10.5 3.5 3.5 7.5-8',
  people:
    'M7.5 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2 16.5c0-2.8 2.3-4.5 5.5-4.5s5.5 1.7 5.5 4.5M13 4.3a3 3 0 0 1 0 5.4M15 12.3c1.9.6 3 2.1 3 4.2',
  phone: 'M6.5 2.5h7A1.5 1.5 0 0 1 15 4v12a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 5 16V4a1.5 1.5 0 0 1 1.5-1.5ZM9 15h2',
  theme: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14Zm0 0v14M10 6.5h5.6M10 10h7M10 13.5h5.6',
  chevron: 'm7.5 5 5 5-5 5',
  baton: 'm3.7 13.6 9.9-9.9a1.9 1.9 0 0 1 2.7 2.7l-9.9 9.9a1.9 1.9 0 0 1-2.7-2.7ZM11.3 6l2.7 2.7M6 11.3l2.7 2.7',
  leave: 'M11.5 4H5.5v12h6M9 10h8M14 7l3 3-3 3',
  note: 'M5 3h7l3.5 3.5V17H5ZM8 9h5M8 12.5h5',
} as const;

export type IconName = keyof typeof paths;

/** A decoration: the words beside it, or the button's label, say what it means. */
export const Icon = ({ name, size = 18 }: { name: IconName; size?: number }) => (
  <svg className="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);
