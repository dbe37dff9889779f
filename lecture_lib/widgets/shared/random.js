// Pseudo-random draws from a seed, the same as those of lecture_lib/mulberry32.py, draw by draw.

export class Mulberry32 {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  /** A multiple of 2^-32 in [0, 1). */
  random() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    const a = this.state;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= (t + Math.imul(t ^ (t >>> 7), t | 61)) | 0;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** One of 0..n-1, n up to 2^20. */
  integers(n) {
    return Math.floor(this.random() * n);
  }

  /** 0..n-1 in random order. */
  permutation(n) {
    const order = Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i -= 1) {
      const j = this.integers(i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  }
}
