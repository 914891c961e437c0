import type { PhotoEdit } from '@/api/gen';

interface Frame {
  readonly imageSize: { readonly width: number; readonly height: number };
  readonly transforms: { readonly rotate: number };
  readonly coordinates: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  } | null;
}

const QUARTERS = [0, 90, 180, 270] as const;
/** A frame this near to the whole picture is the whole picture. */
const EDGE = 0.002;

/** A frame as fractions of a picture, cut where it hangs over the edge. */
function inside(frame: NonNullable<Frame['coordinates']>, width: number, height: number) {
  const share = (value: number, side: number) => Math.min(1, Math.max(0, value / side));
  const [x, y] = [share(frame.left, width), share(frame.top, height)];
  return {
    x,
    y,
    width: share(frame.left + frame.width, width) - x,
    height: share(frame.top + frame.height, height) - y,
  };
}

/** What the server is asked: quarters clockwise, then the frame as fractions of the turned picture; null for no change. */
export function editOf({ imageSize, transforms, coordinates }: Frame): PhotoEdit | null {
  const rotate = QUARTERS[(((Math.round(transforms.rotate / 90) % 4) + 4) % 4) as 0 | 1 | 2 | 3];
  const lying = rotate === 90 || rotate === 270;
  const [width, height] = lying ? [imageSize.height, imageSize.width] : [imageSize.width, imageSize.height];
  const crop = coordinates && inside(coordinates, width, height);
  const cut =
    crop && (crop.x > EDGE || crop.y > EDGE || crop.width < 1 - EDGE || crop.height < 1 - EDGE) ? crop : null;
  if (rotate === 0 && cut === null) return null;
  return { rotate, crop: cut };
}
