// One object as it was: its YAML, or what changed in it between two moments, and for a Pod what it had
// written by then.

import { html, setText } from '../board/dom.js';

const BETWEEN_QUESTIONS = 120;

/** The view of one object; `wire` asks for it. */
export function objectView(past, wire) {
  const title = html('h3', {});
  const says = html('p', { class: 'quiet past-object-says' });
  const yaml = html('pre', { class: 'past-yaml', tabindex: 0, 'aria-label': 'The object as it was' });
  const wordsTitle = html('h3', { hidden: true }, 'What it had written');
  const words = html('pre', { class: 'past-words', tabindex: 0, hidden: true, 'aria-label': 'The log as it was' });
  const root = html('div', { class: 'past-object' }, title, says, yaml, wordsTitle, words);
  let subject = null;
  let runs = [];
  let runsFor = '';
  let moment = { time: 0, revision: 1, since: 0 };
  let drawn = '';
  let busy = false;
  let wantsMore = false;

  function show(next) {
    moment = next;
    if (!subject) {
      setText(title, 'No object is chosen');
      setText(says, 'Press a name in the list to see its YAML at this moment, and what it had written.');
      yaml.hidden = true;
      return;
    }
    yaml.hidden = false;
    setText(title, `${subject.kind} ${subject.name}`);
    drawWords();
    ask();
  }

  /** One question at a time: while somebody scrubs, the newest wish is the next one. */
  async function ask() {
    if (busy) {
      wantsMore = true;
      return;
    }
    const change = past.changeAt(subject, moment.revision);
    const changed = change < 0 ? 0 : subject.revisions[change];
    const before = moment.since ? past.changeAt(subject, moment.since) : -1;
    const since = before < 0 ? moment.since : subject.revisions[before];
    const name = [subject.key, changed, moment.since ? since : 0].join();
    if (name === drawn) return;
    if (!changed || (!moment.since && !past.text(subject.states[change]))) {
      drawn = name;
      setText(says, 'It did not exist at this moment.');
      yaml.replaceChildren();
      return;
    }
    busy = true;
    const first = Math.max(past.known.compacted, 1);
    const answer = await wire.object(subject.key, Math.max(changed, Math.min(first, moment.revision)),
      moment.since ? Math.max(since, first) : 0);
    setTimeout(() => {
      busy = false;
      if (!wantsMore) return;
      wantsMore = false;
      show(moment);
    }, BETWEEN_QUESTIONS);
    drawn = name;
    drawObject(answer, changed, since);
  }

  function drawObject(answer, changed, since) {
    if (answer.trouble) {
      setText(says, answer.trouble);
      yaml.replaceChildren();
      return;
    }
    setText(says, moment.since ? `What has changed since revision ${since}: ${changes(answer.lines)}.`
      : `As revision ${changed} wrote it.`);
    yaml.replaceChildren(...answer.lines.map((line) => html('span',
      { class: line[0] === '+' ? 'came' : line[0] === '-' ? 'went' : null },
      `${moment.since ? line : line.slice(1)}\n`)));
  }

  async function askWords() {
    const isPod = subject.kind === 'Pod';
    wordsTitle.hidden = !isPod;
    words.hidden = !isPod;
    if (!isPod) return;
    const alive = subject.states.findLastIndex((state) => past.text(state));
    const wanted = subject.key + subject.revisions[alive];
    const answer = await wire.words(subject.key, Math.max(subject.revisions[alive], past.known.compacted));
    runsFor = wanted;
    runs = answer.runs ?? [];
    drawWords();
  }

  function drawWords() {
    if (words.hidden) return;
    const shown = [];
    for (const run of runs) {
      if (run.startedAt > moment.time) continue;
      const written = run.times.findLastIndex((time) => time <= moment.time) + 1;
      const more = runs.length > 1 ? [`[${run.container}, run ${run.attempt + 1}]`] : [];
      shown.push(...more, ...run.lines.slice(0, written));
    }
    setText(words, shown.length ? `${shown.join('\n')}\n` : 'Nothing yet.');
    words.scrollTop = words.scrollHeight;
  }

  return {
    root, show,
    choose(next) {
      subject = next;
      drawn = '';
      runs = [];
      runsFor = '';
      show(moment);
      askWords();
    },
    /** Another cluster has taken the place of the one that was looked at. */
    clear() {
      subject = null;
      drawn = '';
      runs = [];
      words.hidden = true;
      wordsTitle.hidden = true;
      yaml.replaceChildren();
    },
    get subject() { return subject; },
    get wordsOf() { return runsFor; },
  };
}

function changes(lines) {
  const came = lines.filter((line) => line[0] === '+').length;
  const went = lines.filter((line) => line[0] === '-').length;
  return came + went ? `${came} ${came === 1 ? 'line' : 'lines'} came, ${went} went` : 'nothing';
}
