import type { PhotoEdit } from '@/api/gen';

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Frame {
  readonly imageSize: Size;
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

/** Where a frame lies after its picture was turned by a quarter: it goes on holding what it held. */
export function turnedFrame(frame: NonNullable<Frame['coordinates']>, side: Size, clockwise: boolean) {
  const { left, top, width, height } = frame;
  return {
    left: clockwise ? side.height - top - height : top,
    top: clockwise ? left : side.width - left - width,
    width: height,
    height: width,
  };
}

/** The size of a picture as it lies after its turns. */
export function sizeOf({ imageSize, transforms }: Frame): Size {
  const lying = Math.abs(Math.round(transforms.rotate / 90)) % 2 === 1;
  return lying ? { width: imageSize.height, height: imageSize.width } : imageSize;
}

/** What the server is asked: quarters clockwise, then the frame as fractions of the turned picture; null for no change. */
export function editOf(frame: Frame): PhotoEdit | null {
  const { transforms, coordinates } = frame;
  const turns = ((Math.round(transforms.rotate / 90) % 4) + 4) % 4;
  const rotate = QUARTERS[turns] ?? 0;
  const { width, height } = sizeOf(frame);
  const crop = coordinates && inside(coordinates, width, height);
  const cut =
    crop && (crop.x > EDGE || crop.y > EDGE || crop.width < 1 - EDGE || crop.height < 1 - EDGE) ? crop : null;
  if (rotate === 0 && cut === null) return null;
  return { rotate, crop: cut };
}
