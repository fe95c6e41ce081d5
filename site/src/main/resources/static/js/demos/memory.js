// The wire to a little store on the server: the engine's own store and watch hub, no cluster around.

/** Sends one command to store `name`; answers what the page shows of it, or { failure }. */
export async function ask(name, command) {
  try {
    const response = await fetch('/lab/memory/' + name, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(command),
    });
    const answer = await response.json();
    return response.ok ? answer : { failure: answer.message };
  } catch (unreachable) {
    return { failure: 'The site does not answer. Is it still running?' };
  }
}

/** A store before anybody has touched it. */
export function emptyStore() {
  return { revision: 1, compacted: 0, frames: [], at: 1, items: [], refusal: '', needles: [],
    says: '' };
}
