export type { ImageSize } from './caches';
export { PrivateImage } from './private-image';
export { usePrivateImage } from './use-private-image';
