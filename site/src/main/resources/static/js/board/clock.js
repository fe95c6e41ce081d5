// The cluster's own clock, as far as the browser can know it between two messages.

/** A clock that follows what the server says. */
export function clock() {
  let said = { now: 0, start: 0, paused: true, speed: 1 };
  let heard = performance.now();
  return {
    follow(clockState) {
      said = clockState;
      heard = performance.now();
    },
    now() {
      if (said.paused) return said.now;
      return said.now + (performance.now() - heard) * said.speed;
    },
    seconds() {
      return (this.now() - said.start) / 1000;
    },
    get paused() { return said.paused; },
    get speed() { return said.speed; },
  };
}
