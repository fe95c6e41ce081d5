// Time for a demo that has no cluster: run, pause, step and speed over animation frames. It stands
// still until somebody asks it to run.

/** Calls `turn(milliseconds)` while running, and `step()` for a single step. */
export function localTime({ turn, step, changed }) {
  let paused = true;
  let speed = 1;
  let elapsed = 0;
  let last = 0;
  let frame = 0;

  function loop(now) {
    const passed = Math.min(80, now - last) * speed;
    last = now;
    elapsed += passed;
    turn(passed);
    changed();
    frame = paused ? 0 : requestAnimationFrame(loop);
  }

  function run() {
    paused = false;
    last = performance.now();
    if (!frame) frame = requestAnimationFrame(loop);
    changed();
  }

  function pause() {
    paused = true;
    changed();
  }

  return {
    run, pause,
    act(command, reset) {
      switch (command.do) {
        case 'pause': return pause();
        case 'resume': return run();
        case 'step': step(); return changed();
        case 'speed': speed = command.factor; return changed();
        case 'reset': pause(); elapsed = 0; reset(); return changed();
      }
    },
    get paused() { return paused; },
    get speed() { return speed; },
    seconds: () => elapsed / 1000,
  };
}
