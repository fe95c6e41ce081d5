// A Service, the Pods that its selector chooses, and the list between them: the drawing of lesson 18.

const CLOSES = 2;

/** Two Pods that are ready. */
export function board() {
  const state = { made: 0, writes: 0, pods: [] };
  for (const pod of [add(state), add(state)]) Object.assign(pod, { address: true, serving: true });
  state.writes = 1;
  return state;
}

/** One more Pod; it has no address yet. */
export function add(state) {
  const pod = { number: ++state.made, address: false, serving: false, leaving: false, left: CLOSES };
  state.pods.push(pod);
  return pod;
}

/** Its readiness probe turns round; one that was made to fail does not pass by itself. */
export function turn(state, pod) {
  pod.serving = !pod.serving;
  pod.stuck = !pod.serving;
  state.writes++;
}

/** It is being deleted, and goes on answering for a while. */
export function remove(state, pod) {
  pod.leaving = true;
  if (pod.address) state.writes++;
}

/** A while passes; answers what happened, a sentence each. */
export function pass(state) {
  const said = [];
  for (const pod of [...state.pods]) {
    if (pod.leaving) {
      pod.left--;
      if (pod.left > 0 && pod.address) continue;
      state.pods.splice(state.pods.indexOf(pod), 1);
      said.push(`Pod ${pod.number} has closed. Its wire is gone.`);
    } else if (!pod.address) {
      pod.address = true;
      said.push(`Pod ${pod.number} has an address. It is listed, and not ready.`);
    } else if (!pod.serving && !pod.stuck) {
      pod.serving = true;
      said.push(`The probe of Pod ${pod.number} passes. It is ready.`);
    } else continue;
    state.writes++;
  }
  return said;
}

/** `none`, `dark`, `ready` or `leaving`: what the wire of this Pod looks like. */
export function wire(pod) {
  if (!pod.address) return 'none';
  if (!pod.serving) return 'dark';
  return pod.leaving ? 'leaving' : 'ready';
}

/** The Pods to which new connections go. */
export function called(state) {
  const ready = state.pods.filter((pod) => wire(pod) === 'ready');
  return ready.length ? ready : state.pods.filter((pod) => wire(pod) === 'leaving');
}
