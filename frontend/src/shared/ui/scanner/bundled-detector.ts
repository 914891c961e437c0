import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill';
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { Detector } from './detector';

type Format = NonNullable<ConstructorParameters<typeof BarcodeDetector>[0]>['formats'];

/** ZXing as WebAssembly, from our own address: nothing is fetched from elsewhere. */
export function makeBundledDetector(formats: Readonly<NonNullable<Format>>): Detector {
  prepareZXingModule({
    overrides: {
      locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? wasm : prefix + path),
    },
  });
  return new BarcodeDetector({ formats: [...formats] });
}
