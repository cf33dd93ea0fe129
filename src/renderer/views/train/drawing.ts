/** A drawing as strokes, so that the last one can be undone; strokes laid over each other make the ink denser. */

export type Place = { readonly x: number; readonly y: number };
type Stroke = { readonly width: number; readonly places: Place[] };

/** Opacity of one stroke: three over each other are nearly full. */
const INK = 0.6;

export class Drawing {
  readonly #side: number;
  #strokes: Stroke[] = [];

  constructor(side: number) {
    this.#side = side;
  }

  get count(): number {
    return this.#strokes.length;
  }

  /** A dot, that `extend` makes a line. */
  begin(place: Place, width: number): void {
    this.#strokes.push({ width, places: [place] });
  }

  extend(place: Place): void {
    this.#strokes.at(-1)?.places.push(place);
  }

  /** A line by keyboard: goes on with the stroke that ends here, or begins one. */
  line(from: Place, to: Place, width: number): void {
    const stroke = this.#strokes.at(-1);
    const end = stroke?.places.at(-1);
    const goesOn = stroke?.width === width && end?.x === from.x && end.y === from.y;
    if (!goesOn) this.begin(from, width);
    this.extend(to);
  }

  undo(): void {
    this.#strokes.pop();
  }

  clear(): void {
    this.#strokes = [];
  }

  paint(context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D, colour: string): void {
    context.clearRect(0, 0, this.#side, this.#side);
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.strokeStyle = colour;
    context.globalAlpha = INK;
    for (const { width, places } of this.#strokes) {
      const [first, ...rest] = places;
      if (!first) continue;
      context.beginPath();
      context.lineWidth = width;
      context.moveTo(first.x, first.y);
      // A line to itself is a dot.
      for (const { x, y } of rest.length === 0 ? [first] : rest) context.lineTo(x, y);
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  /** A PNG whose opacity is the density. */
  async picture(): Promise<Blob | null> {
    const canvas = new OffscreenCanvas(this.#side, this.#side);
    const context = canvas.getContext('2d');
    if (!context) return null;
    this.paint(context, '#000');
    return canvas.convertToBlob({ type: 'image/png' });
  }
}
