const FONT = '500 12px "Golos Text Variable", system-ui, sans-serif';
const known = new Map<string, number>();
let context: CanvasRenderingContext2D | null | undefined;

/** Width of a label's text in px, without touching the page's layout. */
export function textWidth(text: string): number {
  const found = known.get(text);
  if (found !== undefined) return found;
  context ??= document.createElement('canvas').getContext('2d');
  let width = text.length * 6.8;
  if (context) {
    context.font = FONT;
    width = context.measureText(text).width;
  }
  if (known.size > 5000) known.clear();
  known.set(text, width);
  return width;
}
