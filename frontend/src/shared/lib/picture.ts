/** The longest side of a picture we send: enough to read a tag on a chair, small enough for a theatre's line. */
export const LONGEST_SIDE = 2560;
const QUALITY = 0.88;
const KEPT_TYPES = new Set(['image/jpeg', 'image/png', 'image/webp']);
const HEIC = /\.(heic|heif)$/i;

/** The size of a picture brought within a square, proportions kept; never larger than it was. */
export function fitWithin(width: number, height: number, side: number): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Phones do not always name the type of their own pictures. */
export function isPicture(file: { readonly name: string; readonly type: string }): boolean {
  return (file.type.startsWith('image/') && file.type !== 'image/svg+xml') || HEIC.test(file.name);
}

/** «стул.heic» → «стул.jpg» */
export function renamed(name: string, type: string): string {
  const ending = type === 'image/jpeg' ? 'jpg' : type.replace('image/', '');
  return `${name.replace(/\.[^.]+$/, '')}.${ending}`;
}

/**
 * Brings a large picture down before it is sent. What the browser cannot read (HEIC outside Safari), what is small
 * enough, and what would only grow stays as it is: the server converts.
 */
export async function shrink(file: File, side = LONGEST_SIDE): Promise<File> {
  if (file.type === 'image/gif') return file;
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    return file;
  }
  try {
    if (Math.max(bitmap.width, bitmap.height) <= side) return file;
    const canvas = document.createElement('canvas');
    Object.assign(canvas, fitWithin(bitmap.width, bitmap.height, side));
    const context = canvas.getContext('2d');
    if (!context) return file;
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const type = KEPT_TYPES.has(file.type) ? file.type : 'image/jpeg';
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, QUALITY));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], renamed(file.name, blob.type), { type: blob.type });
  } finally {
    bitmap.close();
  }
}
