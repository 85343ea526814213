/** Writes what was measured: Markdown tables, and plots as SVG. */

/** Lines by name; points are (x, y), both drawn on logarithmic axes. */
export interface Chart {
  readonly title: string;
  readonly series: Map<string, readonly (readonly [x: number, y: number])[]>;
}

export interface Section {
  readonly key: string;
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly note: string;
  readonly chart?: Chart;
}

/** Two digits: more would only be noise. */
export const short = (value: number): string => String(Number(value.toPrecision(2)));

export function writeSection({ key, title, head, rows, note, chart }: Section): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = line(head.map((_, i) => (i === 0 ? '---' : '--:')));
  const table = [line(head), rule, ...rows.map(line)].join('\n');
  const plot = chart ? `![${chart.title}](${key}.svg)\n\n` : '';
  return `## ${title}\n\n${table}\n\n${plot}${note.replaceAll('\n', ' ')}\n`;
}

const [WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM] = [720, 380, 60, 40, 160, 40];
// Colours that can be told apart by whoever does not tell red from green (Okabe & Ito 2008).
const COLOURS = ['#0072b2', '#000000', '#e69f00', '#009e73', '#d55e00', '#cc79a7'];

/** The chart as an SVG document. */
export function drawChart({ title, series }: Chart): string {
  const points = [...series.values()].flat();
  const x = scale(
    points.map((point) => point[0]),
    LEFT,
    WIDTH - RIGHT,
  );
  const y = scale(
    points.map((point) => point[1]),
    HEIGHT - BOTTOM,
    TOP,
  );
  const text = (at: readonly [number, number], content: string, more = ''): string =>
    `<text x="${at[0].toFixed(1)}" y="${at[1].toFixed(1)}" ${more}>${content}</text>`;
  const ticks = [
    ...x.ticks.map((t) => text([x.at(t), HEIGHT - BOTTOM + 20], power(t), 'text-anchor="middle"')),
    ...y.ticks.map((t) => text([LEFT - 8, y.at(t) + 4], power(t), 'text-anchor="end"')),
    ...y.ticks.map((t) => {
      const height = y.at(t).toFixed(1);
      return `<path d="M${LEFT} ${height}H${WIDTH - RIGHT}" stroke="#ccc"/>`;
    }),
  ];
  const lines = [...series].map(([name, line], index) => {
    const colour = COLOURS[index % COLOURS.length] ?? '';
    const places = line.map(([a, b]) => [x.at(a), y.at(b)] as const);
    const [endX = 0, endY = 0] = places.at(-1) ?? [];
    const path = places.map((place) => place.map((n) => n.toFixed(1)).join(' ')).join('L');
    const dots = places.map(
      ([cx, cy]) => `<circle cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" r="3" fill="${colour}"/>`,
    );
    const label = text([endX + 8, endY + 4], name, `fill="${colour}"`);
    return `<path d="M${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}${label}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${text([LEFT, 22], title, 'font-weight="bold"')}
${[...ticks, ...lines].join('\n')}
</svg>
`;
}

interface Scale {
  readonly at: (value: number) => number;
  /** Powers of ten. */
  readonly ticks: readonly number[];
}

function scale(values: readonly number[], start: number, end: number): Scale {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.ceil(Math.log10(Math.max(...values)));
  return {
    at: (value) => start + ((Math.log10(value) - low) / Math.max(1, high - low)) * (end - start),
    ticks: Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i)),
  };
}

const DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const power = (value: number): string => {
  const exponent = Math.round(Math.log10(value));
  return exponent >= 0 && exponent < 3 ? String(value) : `10${DIGITS[exponent] ?? `^${exponent}`}`;
};
