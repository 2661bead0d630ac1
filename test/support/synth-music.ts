/**
 * Music-like sound from a seed: chords, a melody, bass and noise drums, so that fingerprints have something to hold on
 * to. The same seed gives the same samples. Mono, 16 bit.
 */
export function synthMusic(seed: number, seconds: number, sampleRate = 44_100): Int16Array {
  const random = generator(seed)
  const samples = new Float32Array(seconds * sampleRate)
  const beat = 60 / (80 + Math.floor(random() * 70))
  const root = 110 * 2 ** (Math.floor(random() * 12) / 12)
  const scale = random() < 0.5 ? [0, 2, 4, 5, 7, 9, 11] : [0, 2, 3, 5, 7, 8, 10]
  const bright = 0.2 + random() * 0.6
  const progression = Array.from({ length: 4 + Math.floor(random() * 5) }, () => Math.floor(random() * 7))
  const degree = (at: number) => (scale[at % 7] ?? 0) + 12 * Math.floor(at / 7)
  const pitch = (at: number) => root * 2 ** (degree(at) / 12)
  for (let bar = 0; bar * 4 * beat < seconds; bar++) {
    const chord = progression[bar % progression.length] ?? 0
    const start = bar * 4 * beat
    for (const note of [0, 2, 4])
      addTone(samples, sampleRate, pitch(chord + note), start, 4 * beat, 0.08, bright)
    addTone(samples, sampleRate, pitch(chord) / 2, start, 2 * beat, 0.16, 0.3)
    for (let step = 0; step < 8; step++) {
      if (random() < 0.75) {
        const note = chord + 7 + Math.floor(random() * 7)
        addTone(
          samples,
          sampleRate,
          pitch(note),
          start + (step * beat) / 2,
          beat * (0.4 + random()),
          0.13,
          bright,
        )
      }
      addHit(samples, sampleRate, start + (step * beat) / 2, step % 4 === 2 ? 0.12 : 0.05, random)
    }
  }
  return Int16Array.from(samples, (value) => Math.max(-32_000, Math.min(32_000, Math.round(value * 22_000))))
}

/** Numbers from 0 to 1 that depend on the seed alone. */
export function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function addTone(
  samples: Float32Array,
  rate: number,
  frequency: number,
  start: number,
  length: number,
  volume: number,
  bright: number,
): void {
  const from = Math.round(start * rate)
  const to = Math.min(samples.length, from + Math.round(length * rate))
  for (let harmonic = 1; harmonic <= 4; harmonic++) {
    const step = (2 * Math.PI * frequency * harmonic) / rate
    const loud = volume * bright ** (harmonic - 1)
    for (let at = from; at < to; at++) {
      const age = (at - from) / rate
      samples[at] =
        (samples[at] ?? 0) + loud * Math.min(1, age * 60) * Math.exp(-age * 2) * Math.sin(step * (at - from))
    }
  }
}

function addHit(
  samples: Float32Array,
  rate: number,
  start: number,
  volume: number,
  random: () => number,
): void {
  const from = Math.round(start * rate)
  const to = Math.min(samples.length, from + Math.round(0.12 * rate))
  for (let at = from; at < to; at++) {
    samples[at] = (samples[at] ?? 0) + volume * (random() * 2 - 1) * Math.exp((-(at - from) / rate) * 40)
  }
}
