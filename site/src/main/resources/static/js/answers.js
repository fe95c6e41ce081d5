// Keeps what a reader answers: in this browser at once, on the server as soon as it can be reached.

const prefix = "answer/";

/** The answers kept so far, by question; what the server does not know yet is sent again. */
export function keptAnswers(fromServer) {
  const kept = new Map();
  for (const answer of JSON.parse(fromServer || "[]")) kept.set(answer.question, answer);
  for (const [question, local] of localAnswers()) {
    if (local.sent) continue;
    const known = kept.get(question);
    kept.set(question, { ...known, question, last: local.choice, correct: local.correct });
    send(question, local.choice, local.correct);
  }
  return kept;
}

/** Keeps one answer. */
export function keepAnswer(question, choice, correct) {
  write(question, { choice, correct, sent: false });
  return send(question, choice, correct);
}

async function send(question, choice, correct) {
  try {
    const answer = await fetch("/answers", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ question, choice, correct }),
      keepalive: true,
    });
    if (answer.ok) write(question, { choice, correct, sent: true });
  } catch {
    // The server is away. The answer stays here, unsent, and goes out with the next page.
  }
}

function* localAnswers() {
  for (let i = 0; i < localStorage.length; i++) {
    const key = localStorage.key(i);
    if (key.startsWith(prefix)) yield [key.slice(prefix.length), JSON.parse(localStorage.getItem(key))];
  }
}

function write(question, value) {
  localStorage.setItem(prefix + question, JSON.stringify(value));
}
