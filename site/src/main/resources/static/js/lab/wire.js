// The socket of a terminal: it heals itself, and nothing typed is lost meanwhile.

const NO_LAB = 4004;
const LONGEST_WAIT = 8_000;

/** Opens the terminal's socket of lab `id`; `hear(message)` takes each message. */
export function wire(id, { hear, onState }) {
  let socket = null;
  let wait = 250;
  let over = false;
  let held = [];

  function open() {
    socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/labs/${id}/terminal`);
    socket.addEventListener('open', () => {
      wait = 250;
      onState({ open: true, message: '' });
      held.forEach((message) => socket.send(message));
      held = [];
    });
    socket.addEventListener('message', (event) => hear(JSON.parse(event.data)));
    socket.addEventListener('close', (event) => {
      over = event.code === NO_LAB;
      held = [];
      onState({ open: false, message: over ? event.reason
        : 'The connection is lost. Trying again …' });
      if (over) return;
      setTimeout(open, wait);
      wait = Math.min(LONGEST_WAIT, wait * 2);
    });
  }

  open();
  return {
    /** Whether the message could be sent, or will be as soon as the socket that is opening is open. */
    send(message) {
      if (socket?.readyState === WebSocket.CONNECTING) {
        held.push(JSON.stringify(message));
        return true;
      }
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
  };
}
