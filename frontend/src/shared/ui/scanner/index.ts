export { type Signal, signal } from './signal';
export { type Camera, type CameraState, useCamera } from './use-camera';
export { useWedge } from './use-wedge';
