import { type RefObject, useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { makeDetector } from './detector';

export type CameraState = 'starting' | 'on' | 'denied' | 'none' | 'busy' | 'insecure';

/** Between two looks at the picture. */
const LOOK_MS = 120;
/** A code that stays in sight is one scan; after this long out of sight it is a new one. */
const FORGET_MS = 2000;

function reasonOf(error: unknown): CameraState {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none';
  return 'busy';
}

async function openCamera(): Promise<MediaStream> {
  const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: 'environment' }, ...size },
  });
}

export interface Camera {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly state: CameraState;
  /** Null where the camera has no torch. */
  readonly torch: boolean | null;
  readonly toggleTorch: () => void;
  readonly retry: () => void;
}

/** The rear camera on a `<video>`, and every code that comes into its sight, once. */
export function useCamera(onCode: (code: string) => void): Camera {
  const video = useRef<HTMLVideoElement>(null);
  const track = useRef<MediaStreamTrack | null>(null);
  const [state, setState] = useState<CameraState>('starting');
  const [torch, setTorch] = useState<boolean | null>(null);
  const [attempt, setAttempt] = useState(0);
  const see = useEffectEvent(onCode);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt opens the camera anew
  useEffect(() => {
    if (!navigator.mediaDevices?.getUserMedia) {
      setState(window.isSecureContext ? 'none' : 'insecure');
      return;
    }
    let alive = true;
    let timer = 0;
    let stream: MediaStream | null = null;
    const seen = new Map<string, number>();

    const look = async (detector: Awaited<ReturnType<typeof makeDetector>>) => {
      const picture = video.current;
      if (picture && picture.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && !document.hidden) {
        const found = await detector.detect(picture).catch(() => []);
        const now = performance.now();
        for (const { rawValue } of alive ? found : []) {
          const last = seen.get(rawValue);
          seen.set(rawValue, now);
          if (rawValue !== '' && (last === undefined || now - last > FORGET_MS)) see(rawValue);
        }
      }
      if (alive) timer = window.setTimeout(() => void look(detector), LOOK_MS);
    };

    const start = async () => {
      setState('starting');
      try {
        const opened = await openCamera();
        if (!alive) {
          for (const one of opened.getTracks()) one.stop();
          return;
        }
        stream = opened;
        track.current = opened.getVideoTracks()[0] ?? null;
        track.current?.addEventListener('ended', () => alive && setState('busy'));
        const can: unknown = track.current?.getCapabilities?.();
        setTorch(typeof can === 'object' && can !== null && 'torch' in can && can.torch ? false : null);
        if (video.current) {
          video.current.srcObject = opened;
          await video.current.play();
        }
        const detector = await makeDetector();
        if (!alive) return;
        setState('on');
        await look(detector);
      } catch (error) {
        if (alive) setState(reasonOf(error));
      }
    };
    void start();
    return () => {
      alive = false;
      window.clearTimeout(timer);
      for (const one of stream?.getTracks() ?? []) one.stop();
    };
  }, [attempt]);

  const toggleTorch = useCallback(() => {
    setTorch((on) => {
      if (on === null) return null;
      const wanted = { advanced: [{ torch: !on }] } as unknown as MediaTrackConstraints;
      void track.current?.applyConstraints(wanted).catch(() => setTorch(null));
      return !on;
    });
  }, []);
  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  return { video, state, torch, toggleTorch, retry };
}
