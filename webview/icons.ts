/** The icons of the toolbar: outlines in a box of 16 by 16. */
export const OUTLINES = {
  gates:
    'M4.5 8a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0M1 5.5h4M1 10.5h4M11.5 8H15M8 6.2v3.6M6.2 8h3.6',
  table: 'M2 3h12v10.5H2zM2 6.5h12M2 10h12M6.5 6.5v7',
  search: 'M2.5 6.7a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0-8.4 0M9.8 9.8L14 14',
  take: 'M8 2v8M4.8 7L8 10.2L11.2 7M2.5 10.5v3h11v-3',
  check: 'M3 8.5L6.5 12L13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  kink: 'M8 2.5L13.5 8L8 13.5L2.5 8z',
  wait: 'M8 4v4.2l2.6 1.6M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0',
  up: 'M3.5 10L8 5.5L12.5 10',
  down: 'M3.5 6L8 10.5L12.5 6',
  pin: 'M8 10v4.5M5 9.8h6M6 2h4M6.6 2v4L5 9.8M9.4 2v4l1.6 3.8',
} as const;
