// The page's shell on the server: runs cells in their order, and remembers which have run in it.

const AWAY = "The server does not answer. What you typed stays here; run it again when it is back.";

/** @param {{kind: "lesson"|"lab", page: string}} place whose shell it is */
export function shellOf({ kind, page }) {
  const address = `/cells/${kind}/${page}`;
  const key = `cells/${kind}/${page}`;
  let { session = 0, ran = [] } = remembered(key);
  let running = false;
  let freshBecause = "";

  const remember = () => sessionStorage.setItem(key, JSON.stringify({ session, ran }));
  const begin = (number) => {
    if (session !== number) ran = [];
    session = number;
    remember();
  };

  return {
    isRunning: () => running,

    /** Begins to start a process; nothing waits for it. */
    warm: () => post("warm", {}).catch(() => null),

    stop: () => post("stop", {}).catch(() => null),

    /** Whether this cell has run in the shell that there is. */
    hasRun: (id) => ran.includes(id),

    async reset() {
      await post("reset", {}).catch(() => null);
      begin(0);
    },

    async complete(code, cursor) {
      const answer = await post("complete", { code, cursor }).catch(() => null);
      return answer?.ok ? answer.json() : { from: cursor, suggestions: [] };
    },

    async describe(code, cursor) {
      const answer = await post("describe", { code, cursor }).catch(() => null);
      return answer?.ok ? (await answer.json()).pages : [];
    },

    /** Runs the cells before this one that have not run yet, and then this one. */
    async run(cell, all) {
      if (running) return cell.say("A cell is running. Stop it first.");
      running = true;
      try {
        await runInOrder(cell, all);
      } finally {
        running = false;
      }
    },
  };

  async function runInOrder(cell, all, mayBeginAnew = true) {
    const before = all.slice(0, all.indexOf(cell)).filter(({ id }) => !ran.includes(id));
    for (const each of [...before, cell]) {
      const outcome = await runOne(each);
      if (outcome === "fresh" && mayBeginAnew) {
        cell.note(`${freshBecause} The cells above are run again.`);
        return runInOrder(cell, all, false);
      }
      if (outcome === true) continue;
      if (each !== cell) cell.say("A cell above did not get to its end, so this one was not run.");
      return undefined;
    }
    return undefined;
  }

  async function runOne(cell) {
    cell.begin();
    const answer = await post("run", { cell: cell.id, code: cell.code(), session })
      .catch(() => null);
    if (!answer) return cell.fail(AWAY);
    if (!answer.ok) {
      const trouble = await answer.json().catch(() => ({}));
      return cell.fail(trouble.message ?? `The server answered ${answer.status}.`);
    }
    let outcome = null;
    try {
      for await (const line of lines(answer.body)) outcome = take(line, cell) ?? outcome;
    } catch {
      outcome = null;
    }
    if (outcome === null) cell.fail("The connection was cut in the middle. Run it again.");
    return outcome;
  }

  function take(line, cell) {
    switch (line.event) {
      case "began":
        begin(line.session);
        cell.confined(line.isolation);
        return undefined;
      case "fresh":
        begin(line.session);
        freshBecause = line.message;
        return "fresh";
      case "printed":
        cell.print(line.text);
        return undefined;
      case "ran": {
        const whole = line.troubles.length === 0;
        ran = whole ? [...new Set([...ran, cell.id])] : ran;
        remember();
        cell.end(line.value, line.troubles);
        return whole;
      }
      case "lost":
        begin(0);
        cell.fail(line.message);
        return false;
      default:
        cell.fail(line.message);
        return false;
    }
  }

  function post(what, body) {
    return fetch(`${address}/${what}`, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
  }
}

function remembered(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

async function* lines(stream) {
  let rest = "";
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    const parts = (rest + value).split("\n");
    rest = parts.pop();
    for (const part of parts) if (part) yield JSON.parse(part);
  }
}
