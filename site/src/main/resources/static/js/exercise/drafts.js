// Keeps what is typed: in this browser with every keystroke, on the server when the typing rests.

const restMilliseconds = 500;
const retryMilliseconds = 4000;

/** The drafts of one exercise; `saved` is where the page says how things stand. */
export class Drafts {
  constructor(exercise, address, saved) {
    this.prefix = `draft/${exercise}/`;
    this.address = address;
    this.saved = saved;
    this.waiting = new Map();
    this.windows = new Map();
    addEventListener("storage", (event) => {
      if (event.key?.startsWith(this.prefix)) this.heard(event.key.slice(this.prefix.length));
    });
    addEventListener("pagehide", () => this.flush());
    addEventListener("online", () => this.flush());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.flush();
      else for (const path of this.windows.keys()) this.heard(path);
    });
  }

  /** Another window of this browser may type in the same file: `show` is given what it has typed. */
  share(path, show) {
    this.windows.set(path, show);
  }

  /** Every keystroke is kept before the next one comes, so what is kept holds both windows' words. */
  heard(path) {
    const kept = this.read(path);
    if (kept) this.windows.get(path)?.(kept.text);
  }

  /** What to show of a file: the newest text, and the other one when two windows disagree. */
  open(path, serverText, serverRevision) {
    const local = this.read(path);
    if (!local || local.sent || local.text === serverText) {
      this.write(path, { text: serverText, revision: serverRevision, sent: true });
      return { text: serverText };
    }
    const other = serverRevision > local.revision ? serverText : null;
    this.write(path, { ...local, revision: serverRevision });
    this.schedule(path, 0);
    return { text: local.text, other };
  }

  /** Takes a new text of a file. */
  typed(path, text) {
    const revision = this.read(path)?.revision ?? 0;
    this.write(path, { text, revision, sent: false });
    this.say("Typing …");
    this.schedule(path, restMilliseconds);
  }

  /** Sends at once what waits. */
  flush() {
    for (const path of [...this.waiting.keys()]) {
      clearTimeout(this.waiting.get(path));
      this.waiting.delete(path);
      this.send(path);
    }
  }

  schedule(path, delay) {
    clearTimeout(this.waiting.get(path));
    this.waiting.set(path, setTimeout(() => {
      this.waiting.delete(path);
      this.send(path);
    }, delay));
  }

  async send(path) {
    const { text } = this.read(path);
    try {
      const answer = await fetch(`${this.address}/draft`, {
        method: "PUT",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify({ path, content: text }),
        keepalive: text.length < 60000,
      });
      if (!answer.ok) {
        const trouble = await answer.json().catch(() => ({}));
        this.away(path, trouble.message ?? `The server answered ${answer.status}.`);
        return;
      }
      const { revision } = await answer.json();
      const now = this.read(path);
      this.write(path, { text: now.text, revision, sent: now.text === text });
      if (now.text === text) this.say("Saved");
    } catch {
      this.away(path, "The server does not answer.");
    }
  }

  away(path, why) {
    this.say(`Kept in this browser. ${why}`, true);
    if (!this.waiting.has(path)) this.schedule(path, retryMilliseconds);
  }

  say(text, away = false) {
    if (this.saved.textContent !== text) this.saved.textContent = text;
    this.saved.classList.toggle("away", away);
  }

  read(path) {
    const kept = localStorage.getItem(this.prefix + path);
    return kept ? JSON.parse(kept) : null;
  }

  write(path, value) {
    localStorage.setItem(this.prefix + path, JSON.stringify(value));
  }
}
