import type { Edit } from './api';

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

/** What the server is asked: quarters clockwise, then the frame as fractions of the turned picture; null for no change. */
export function editOf({ imageSize, transforms, coordinates }: Frame): Edit | null {
  const rotate = QUARTERS[(((Math.round(transforms.rotate / 90) % 4) + 4) % 4) as 0 | 1 | 2 | 3];
  const lying = rotate === 90 || rotate === 270;
  const [width, height] = lying ? [imageSize.height, imageSize.width] : [imageSize.width, imageSize.height];
  const share = (value: number, side: number) => Math.min(1, Math.max(0, value / side));
  const crop = coordinates && {
    x: share(coordinates.left, width),
    y: share(coordinates.top, height),
    width: share(coordinates.width, width),
    height: share(coordinates.height, height),
  };
  const cut =
    crop && (crop.x > EDGE || crop.y > EDGE || crop.width < 1 - EDGE || crop.height < 1 - EDGE) ? crop : null;
  if (rotate === 0 && cut === null) return null;
  return { rotate, crop: cut };
}
