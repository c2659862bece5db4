let context: AudioContext | null = null;

/** Two rising tones for yes, one low for no; told apart without looking. */
export function playTone(good: boolean) {
  try {
    context ??= new AudioContext();
    const start = context.currentTime;
    const notes: [number, number][] = good
      ? [
          [880, 0],
          [1320, 0.12],
        ]
      : [[196, 0]];
    for (const [pitch, after] of notes) {
      const tone = context.createOscillator();
      const volume = context.createGain();
      const length = good ? 0.11 : 0.35;
      tone.type = good ? 'sine' : 'square';
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0.18, start + after);
      volume.gain.exponentialRampToValueAtTime(0.001, start + after + length);
      tone.connect(volume).connect(context.destination);
      tone.start(start + after);
      tone.stop(start + after + length);
    }
  } catch {
    // A device without sound still shows colour, sign and words.
  }
}
