export type Signal = 'found' | 'repeat' | 'unknown';

/** Pitch (Hz) and length (s) of each beep. */
const TUNES: Readonly<Record<Signal, readonly (readonly [number, number])[]>> = {
  found: [[1046, 0.09]],
  repeat: [
    [660, 0.06],
    [660, 0.06],
  ],
  unknown: [[220, 0.22]],
};
const SHAKES: Readonly<Record<Signal, number[]>> = { found: [60], repeat: [30, 60, 30], unknown: [180] };

let context: AudioContext | null = null;

function beep(signal: Signal): void {
  // Before the first touch a browser allows no sound, and complains about trying.
  if (!navigator.userActivation?.hasBeenActive || typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  void context.resume();
  let at = context.currentTime;
  for (const [pitch, length] of TUNES[signal]) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.2, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + length);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + length);
    at += length + 0.05;
  }
}

/** Tells a hand that does not look at the screen what became of its scan. */
export function signal(kind: Signal, sound: boolean): void {
  if (sound) beep(kind);
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(SHAKES[kind]);
}
