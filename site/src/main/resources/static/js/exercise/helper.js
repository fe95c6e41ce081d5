// While somebody types: names that fit, and what would not compile once the typing rests.

const restMilliseconds = 900;

/** Asks the server's compiler; `texts` gives the files as they are, `complain` shows its answer. */
export class Helper {
  constructor(address, texts, complain) {
    this.address = address;
    this.texts = texts;
    this.complain = complain;
    this.waiting = 0;
    this.turn = 0;
  }

  /** Names that fit at a place of a file; null when the server cannot say. */
  suggest(path, at) {
    return this.ask("suggestions", { files: this.texts(), path, at });
  }

  typed() {
    this.rest();
    this.waiting = setTimeout(() => this.look(), restMilliseconds);
  }

  /** What was asked before is of no interest any more. */
  rest() {
    clearTimeout(this.waiting);
    this.turn++;
  }

  async look() {
    const turn = this.turn;
    const answer = await this.ask("complaints", { files: this.texts() });
    if (answer && turn === this.turn) this.complain(answer.diagnostics);
  }

  /** No answer is no trouble here: the run says in words when the server is away. */
  async ask(what, question) {
    const answer = await fetch(`${this.address}/${what}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(question),
    }).catch(() => null);
    return answer?.ok ? answer.json() : null;
  }
}
