// What was typed in a lab's terminal, kept in this browser.

const MOST = 200;

/** The history of lab `id`. */
export function keptHistory(id) {
  const key = `lab-history:${id}`;
  let lines = read(key);
  let at = lines.length;
  let unfinished = '';
  return {
    add(line) {
      if (line && lines.at(-1) !== line) lines = [...lines, line].slice(-MOST);
      at = lines.length;
      localStorage.setItem(key, JSON.stringify(lines));
    },
    back(now) {
      if (at === lines.length) unfinished = now;
      at = Math.max(0, at - 1);
      return lines[at] ?? unfinished;
    },
    on() {
      at = Math.min(lines.length, at + 1);
      return lines[at] ?? unfinished;
    },
  };
}

function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    return Array.isArray(kept) ? kept.filter((line) => typeof line === 'string') : [];
  } catch {
    return [];
  }
}
