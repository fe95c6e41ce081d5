// A roll-out for the drawing of lesson 16, one move at a time: the same rules as the controller's.

/** All Pods of the old version are at work. `surge` and `missing` are shares in percent. */
export function begin({ wished, surge, missing, broken }) {
  const most = wished + Math.ceil((wished * surge) / 100);
  let least = wished - Math.floor((wished * missing) / 100);
  if (most === wished && least === wished) least = wished - 1;
  return { wished, most, least, broken, old: wished, starting: 0, ready: 0 };
}

/** Whether nothing will move any more. */
export function rests(state) {
  return nextMove(state) === null;
}

/** Makes the next move, and says it. */
export function advance(state) {
  const move = nextMove(state);
  return move ? move() : 'Nothing moves any more.';
}

function nextMove(state) {
  const fresh = state.starting + state.ready;
  const room = Math.min(state.wished - fresh, state.most - state.old - fresh);
  if (room > 0) {
    return () => {
      state.starting += room;
      return `There is room below the upper line: the new set grows by ${room}, to ${fresh + room}.`;
    };
  }
  const spare = Math.min(state.old, state.old + state.ready - state.least);
  if (spare > 0) {
    return () => {
      state.old -= spare;
      return `${spare} more than the lower line asks for are at work: the old set shrinks by ${spare}, to ${state.old}.`;
    };
  }
  if (state.starting > 0 && !state.broken) {
    return () => {
      const came = state.starting;
      state.ready += came;
      state.starting = 0;
      return `${came} new ${came === 1 ? 'Pod is' : 'Pods are'} available.`;
    };
  }
  return null;
}

/** Why it rests. */
export function verdict(state) {
  if (state.ready === state.wished && state.old === 0) return 'The roll-out has arrived.';
  return `The new Pods never get ready, so the roll-out stands still. ${state.old + state.ready} Pods serve the users.`;
}
