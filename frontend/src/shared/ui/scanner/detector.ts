/** Formats that labels, factory stickers and packages carry. */
const FORMATS = ['qr_code', 'code_128', 'ean_13', 'ean_8', 'data_matrix'] as const;

export interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { rawValue: string }[]>;
}

interface NativeDetector {
  new (options: { formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

async function nativeDetector(): Promise<Detector | null> {
  const { BarcodeDetector: Native } = globalThis as { BarcodeDetector?: NativeDetector };
  if (!Native) return null;
  try {
    const known = await Native.getSupportedFormats();
    return FORMATS.every((format) => known.includes(format)) ? new Native({ formats: FORMATS }) : null;
  } catch {
    return null;
  }
}

/** The browser's own reader of codes where it knows our formats; elsewhere one that we bring along. */
export async function makeDetector(): Promise<Detector> {
  const native = await nativeDetector();
  if (native) return native;
  const { makeBundledDetector } = await import('./bundled-detector');
  return makeBundledDetector(FORMATS);
}
