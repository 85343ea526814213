/** Narrow panels: a picture too wide to be read there is broken into rows, as a line of text is. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** What is looked at of a wire. */
interface Route {
  readonly points: readonly Point[];
  readonly labelled: boolean;
  readonly label: Point | null;
}

/** What is looked at of a layout. */
interface Rows {
  readonly width: number;
  readonly height: number;
  /** The width in one row. */
  readonly straight: number;
  readonly shapes: readonly unknown[];
  readonly frames: readonly unknown[];
  readonly wires: readonly Route[];
}

/** Shown smaller than this, digits are seen, not read: their font would have less than 8 pixels. */
export const READABLE = 0.62;
/** Beside the picture and around it. */
const MARGINS = 24;
/**
 * What is larger, or would need more rows, is better walked along than followed from row to row; and what
 * is unfolded should stay where it is.
 */
const MOST_SHAPES = 45;
const MOST_ROWS = 5;

/** How many rows make a picture of this width readable in a panel of that width; 1 if none do. */
export function rowsFor(straight: number, panel: number): number {
  const rows = Math.ceil((straight * READABLE) / Math.max(1, panel - MARGINS));
  return rows > MOST_ROWS ? 1 : rows;
}

/** How the ends of rows are found: by the sum of the widths between them, or by the shape that is aimed at. */
const CUTTINGS = ['MSD', 'ARD'];

/** Lays the picture out in rows if it is then readable and easy to follow, else leaves it as it is. */
export async function breakIntoRows<Layout extends Rows>(
  straight: Layout,
  panel: number,
  layOut: (options: Readonly<Record<string, string>>) => Promise<Layout>,
): Promise<Layout> {
  const { width, height, shapes, frames } = straight;
  const long = shapes.length > MOST_SHAPES || frames.length > 0;
  const wanted = long ? 1 : rowsFor(width, panel);
  if (wanted === 1 || !isCutEasily(straight.wires, (panel - MARGINS) / READABLE, wanted + 1)) {
    return straight;
  }
  for (const cutting of CUTTINGS) {
    for (let rows = wanted; rows <= wanted + 2; rows++) {
      const broken = await layOut({
        'elk.layered.wrapping.strategy': 'MULTI_EDGE',
        'elk.layered.wrapping.cutting.strategy': cutting,
        'elk.layered.wrapping.additionalEdgeSpacing': '10',
        'elk.aspectRatio': String(width / (height * rows ** 2)),
      });
      // So many wires can be followed from the end of a row to the beginning of the next; more rows have more.
      if (broken.wires.filter(turnsBack).length > rows + 1) break;
      if (rowsFor(broken.width, panel) === 1 && broken.wires.every(isUpright)) {
        return { ...broken, straight: width };
      }
    }
  }
  return straight;
}

/** Whether the first row, as wide as can be read, may end where no more than so many wires go on. */
function isCutEasily(wires: readonly Route[], row: number, most: number): boolean {
  return wires.some(({ points }) => {
    const end = (points.at(-1)?.x ?? 0) - 1;
    const goOn = wires.filter(
      (wire) => wire.points.some(({ x }) => x < end) && (wire.points.at(-1)?.x ?? 0) > end,
    );
    return end < row && goOn.length <= most;
  });
}

/** Whether a wire runs along rows and columns only: some routes through labels are cut short. */
function isUpright({ points, labelled, label }: Route): boolean {
  const upright = points.every((point, i) => {
    const { x, y } = points[i + 1] ?? point;
    return Math.abs(point.x - x) < 0.5 || Math.abs(point.y - y) < 0.5;
  });
  return upright && points.length > 1 && (!labelled || label !== null);
}

/** Whether a wire leads back, as it does to another row. */
function turnsBack({ points }: Route): boolean {
  return points.some(({ x }, i) => x < (points[i - 1]?.x ?? x) - 0.5);
}
