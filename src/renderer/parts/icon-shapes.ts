/** 16 px icons, drawn with a 1.4 px line in the current colour. */
export type IconShape = { readonly d: string; readonly filled?: true; readonly width?: number };

const line = (d: string, width?: number): IconShape => (width === undefined ? { d } : { d, width });
const solid = (d: string): IconShape => ({ d, filled: true });
const circle = (x: number, y: number, r: number): IconShape =>
  line(`M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`);
const box = (x: number, y: number, width: number, height: number, r: number): string =>
  `M${x + r} ${y}h${width - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${height - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${2 * r - width}` +
  `a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - height}a${r} ${r} 0 0 1 ${r} ${-r}z`;

export const ICONS = {
  play: [solid('M5 3.2v9.6l7.6-4.8z')],
  pause: [line('M5.5 3.5v9M10.5 3.5v9', 2.4)],
  stop: [solid(box(4, 4, 8, 8, 1))],
  first: [line('M4 3.5v9M12 4v8L6.5 8z')],
  last: [line('M12 3.5v9M4 4v8l5.5-4z')],
  previous: [line('M11 4v8L5.5 8z')],
  next: [line('M5 4v8l5.5-4z')],
  loop: [line('M3 7.5V7a2.5 2.5 0 0 1 2.5-2.5H13M11 2.5l2 2-2 2M13 8.5V9a2.5 2.5 0 0 1-2.5 2.5H3M5 13.5l-2-2 2-2')],
  eye: [line('M1.5 8s2.3-4.2 6.5-4.2S14.5 8 14.5 8 12.2 12.2 8 12.2 1.5 8 1.5 8z'), circle(8, 8, 1.9)],
  'eye-off': [line('M2.5 5.8S4.5 9.5 8 9.5s5.5-3.7 5.5-3.7M8 9.5v2.5M4.5 8.7l-1.4 2M11.5 8.7l1.4 2')],
  search: [circle(7, 7, 4.2), line('M10.2 10.2l3.3 3.3')],
  plus: [line('M8 3v10M3 8h10')],
  minus: [line('M3 8h10')],
  close: [line('M4 4l8 8M12 4l-8 8')],
  check: [line('M3 8.5l3.2 3.2L13 5')],
  down: [line('M4.5 6.5L8 10l3.5-3.5')],
  right: [line('M6.5 4.5L10 8l-3.5 3.5')],
  up: [line('M4.5 9.5L8 6l3.5 3.5')],
  more: [line('M3.5 8h.01M8 8h.01M12.5 8h.01', 2.2)],
  cube: [line('M8 1.8l5.4 3.1v6.2L8 14.2l-5.4-3.1V4.9zM8 8l5.4-3.1M8 8L2.6 4.9M8 8v6.2')],
  link: [
    line('M6.8 9.2l2.4-2.4M7.3 4.7l1.4-1.4a2.8 2.8 0 0 1 4 4l-1.4 1.4M8.7 11.3l-1.4 1.4a2.8 2.8 0 0 1-4-4l1.4-1.4'),
  ],
  pin: [line('M6 2.5h4l-.5 4 2 2.5h-7l2-2.5zM8 9v4.5')],
  pinned: [solid('M6 2.5h4l-.5 4 2 2.5h-7l2-2.5z'), line('M6 2.5h4l-.5 4 2 2.5h-7l2-2.5zM8 9v4.5')],
  download: [line('M8 2.5v7.5M5 7.2l3 3 3-3M3 13h10')],
  upload: [line('M8 10.5V3M5 5.8l3-3 3 3M3 13h10')],
  camera: [line(box(2, 4.5, 12, 8.5, 1.5)), circle(8, 8.7, 2.3), line('M5.5 4.5l1-1.7h3l1 1.7')],
  expand: [line('M9.5 3H13v3.5M6.5 13H3V9.5M13 3L9 7M3 13l4-4')],
  reset: [line('M3.2 6.2A5.2 5.2 0 1 1 2.8 8.8M3 2.8v3.5h3.5')],
  contours: [line('M1.8 8.6c0-3.6 2.6-6 6.4-6s6 2 6 5.2-2.6 5.8-6.4 5.8-6-1.7-6-5z'), circle(7.9, 8.2, 2.4)],
  target: [circle(8, 8, 4.7), line('M8 1.5v3M8 11.5v3M1.5 8h3M11.5 8h3')],
  tag: [line('M2.5 2.5h5l6 6-5 5-6-6z'), line('M5.3 5.3h.01', 2)],
  archive: [line('M2.5 3h11v3h-11zM3.5 6v7h9V6M6.5 8.7h3')],
  trash: [line('M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5M6.8 7v3.7M9.2 7v3.7')],
  compare: [line(box(2.5, 2.5, 4.5, 11, 1)), line(box(9, 2.5, 4.5, 11, 1))],
  flow: [line('M2 11.5c4 0 4-7 8-7h4M2 8h12M2 4.5c4 0 4 7 8 7h4')],
  train: [line('M2.5 2.5v11h11M4.8 5c1 4.5 3 5.8 8 6')],
  table: [line(box(2, 3, 12, 10, 1.2)), line('M2 6.3h12M2 9.6h12M6 6.3V13')],
  folder: [line('M2 4.5a1 1 0 0 1 1-1h3.3l1.5 1.7H13a1 1 0 0 1 1 1V12a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1z')],
  clock: [circle(8, 8, 5.5), line('M8 5v3.2l2 1.3')],
  warning: [line('M8 2.5l6 10.7H2zM8 6.5v3.2M8 11.5h.01')],
  error: [circle(8, 8, 5.7), line('M8 5v3.5M8 10.8h.01')],
  info: [circle(8, 8, 5.7), line('M8 7.5V11M8 5.2h.01')],
  sun: [
    circle(8, 8, 2.8),
    line('M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9'),
  ],
  moon: [line('M13 9.7A5.5 5.5 0 0 1 6.3 3a5.5 5.5 0 1 0 6.7 6.7z')],
  settings: [line('M2.5 4.5h6M11.5 4.5h2M2.5 11.5h2M7.5 11.5h6'), circle(10, 4.5, 1.5), circle(6, 11.5, 1.5)],
  chip: [
    line(box(4, 4, 8, 8, 1)),
    line('M6.5 1.8V4M9.5 1.8V4M6.5 12v2.2M9.5 12v2.2M1.8 6.5H4M1.8 9.5H4M12 6.5h2.2M12 9.5h2.2'),
  ],
  copy: [line(box(5.5, 5.5, 8, 8, 1.2)), line('M10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2')],
  box: [line('M3 5.5V3h2.5M7 3h2M10.5 3H13v2.5M13 7v2M13 10.5V13h-2.5M9 13H7M5.5 13H3v-2.5M3 9V7')],
  lasso: [
    line(
      'M8 2.5c3.3 0 5.5 1.6 5.5 3.8S11.3 10.2 8 10.2 2.5 8.5 2.5 6.3 4.7 2.5 8 2.5zM5.5 9.8c-1.6.4-1.6 2 0 2s1.2 1.7-.5 2',
    ),
  ],
  filter: [line('M2.5 4h11M4.5 8h7M6.5 12h3')],
  grid: [
    line(box(2.5, 2.5, 4.5, 4.5, 0.8)),
    line(box(9, 2.5, 4.5, 4.5, 0.8)),
    line(box(2.5, 9, 4.5, 4.5, 0.8)),
    line(box(9, 9, 4.5, 4.5, 0.8)),
  ],
  side: [line(box(2, 3, 12, 10, 1.2)), line('M6 3v10')],
  'side-right': [line(box(2, 3, 12, 10, 1.2)), line('M10 3v10')],
  minimize: [line('M3.5 8.5h9', 1.2)],
  maximize: [line(box(3.8, 3.8, 8.4, 8.4, 1), 1.2)],
  restore: [
    line(box(3.5, 5.5, 7, 7, 1), 1.2),
    line('M5.8 5.5V4.3a.8.8 0 0 1 .8-.8h5.1a.8.8 0 0 1 .8.8v5.1a.8.8 0 0 1-.8.8h-1.2', 1.2),
  ],
  'window-close': [line('M4 4l8 8M12 4l-8 8', 1.2)],
  grip: [line('M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01', 1.8)],
  pencil: [line('M3 13l.6-2.6 7.2-7.2 2 2-7.2 7.2zM9.6 4.4l2 2')],
} as const satisfies Record<string, readonly IconShape[]>;

export type IconName = keyof typeof ICONS;
