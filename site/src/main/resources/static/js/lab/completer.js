// Tab: puts in what all answers have in common, and shows them when that is not all.

const SHOWN = 40;

/** Completes what stands before the caret of `input`. */
export function completer(input, ask, show) {
  return {
    ask() {
      ask(input.value.slice(0, input.selectionStart));
    },
    /** The answers for the text that was asked about. */
    offer(text, words) {
      const caret = input.selectionStart;
      if (input.value.slice(0, caret) !== text || !words.length) return;
      const names = words.map((word) => word.split('\t')[0]);
      const typed = /\S*$/.exec(text)[0];
      const common = names.reduce(commonStart);
      const isOnly = names.length === 1;
      if (common.length > typed.length || isOnly) {
        const more = common.slice(typed.length) + (isOnly && !/[/=]$/.test(common) ? ' ' : '');
        input.setRangeText(more, caret, caret, 'end');
        return;
      }
      const rest = words.length > SHOWN ? `\n… and ${words.length - SHOWN} more` : '';
      show(`${words.slice(0, SHOWN).map(line).join('\n')}${rest}\n`);
    },
  };
}

function line(word) {
  const [name, help] = word.split('\t');
  return help ? `${name.padEnd(26)} ${help.split('\n')[0].slice(0, 90)}` : name;
}

function commonStart(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return one.slice(0, at);
}
