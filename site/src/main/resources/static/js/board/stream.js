// The wire between a page and its cluster: server-sent events in, commands out.

/** Opens the event stream of lab `name`. A lost connection heals itself from the last sequence. */
export function openStream(name, { onWhole, onBatch, onGone, onConnection }) {
  const source = new EventSource(`/lab/${name}/events`);
  source.addEventListener('whole', (event) => onWhole(JSON.parse(event.data)));
  source.addEventListener('batch', (event) => onBatch(JSON.parse(event.data)));
  source.addEventListener('gone', (event) => {
    source.close();
    onGone(JSON.parse(event.data).message);
  });
  source.addEventListener('open', () => onConnection(true));
  source.addEventListener('error', () => onConnection(false));
  return { close: () => source.close() };
}

/** Sends one command; answers { ok, message }, also when the server cannot be reached. */
export async function send(name, command) {
  try {
    const response = await fetch(`/lab/${name}/commands`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(command),
    });
    const answer = await response.json();
    return { ok: response.ok, message: answer.message ?? '' };
  } catch (unreachable) {
    return { ok: false, message: 'The site does not answer. Is it still running?' };
  }
}

/** What the API server of lab `name` has noted last, or null when nobody answers. */
export async function auditTrail(name) {
  try {
    const response = await fetch(`/lab/${name}/audit`);
    return response.ok ? response.json() : null;
  } catch (unreachable) {
    return null;
  }
}

/** The picture of a cluster that has not started, or null when the site has none. */
export async function idlePicture() {
  const response = await fetch('/lab/idle');
  return response.ok ? response.json() : null;
}
