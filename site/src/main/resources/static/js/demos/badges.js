// Lesson 19: print badges for two doors, let time go by, and delete what they are bound to.

import { html, setText, keyed } from '../board/dom.js';
import { frame, choices, button } from './frame.js';
import { DOORS, DOOR_WORDS, world as fresh, clock, print, doubt, wait, turnPod, renewAccount } from './badge-model.js';

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure);
  let world = fresh();
  let audience = 'api';
  const facts = html('p', { class: 'badge-facts' });
  const board = html('ul', { class: 'badges', 'aria-label': 'The badges, the newest first' });
  const printer = button('Print a badge', printOne);
  const pod = button('Delete the Pod', changePod);
  stage.append(
    html('div', { class: 'demo-tools' },
      choices('For', 'badge-audience', DOORS.map((door) => [door, DOOR_WORDS[door]]), audience,
        (value) => { audience = value; }),
      printer, button('10 minutes later', pass)),
    html('div', { class: 'plate badge-plate' }, facts, board),
    html('div', { class: 'demo-tools' }, pod,
      button('Delete the account and make it again', changeAccount), button('Start again', begin)));

  function begin() {
    world = fresh();
    clear();
    show();
  }

  function printOne() {
    const badge = print(world, audience);
    say(`Badge ${badge.number} is printed: for ${DOOR_WORDS[audience]}, until ${clock(badge.until)}, `
      + `bound to Pod web ${badge.pod}.`);
  }

  function pass() {
    const fetched = wait(world);
    say(`It is ${clock(world.now)}.` + fetched.map((badge) => ` The kubelet fetched badge ${badge.number} for `
      + `${DOOR_WORDS[badge.audience]}, before the old one ends.`).join(''));
  }

  function changePod() {
    turnPod(world);
    say(world.podLives
      ? `Another Pod web runs, with the uid web ${world.pod}. Badges of the old one stay gray.`
      : 'The Pod web is deleted. Its badges turn gray, whatever time they have left.');
  }

  function changeAccount() {
    renewAccount(world);
    say(`The account robot is there again, with the uid robot ${world.account}. `
      + 'Badges of the old account open nothing.');
  }

  function say(sentence) {
    tell(sentence);
    show();
  }

  function show() {
    setText(facts, `${clock(world.now)} · account robot, uid robot ${world.account} · `
      + (world.podLives ? `Pod web, uid web ${world.pod}` : 'no Pod web'));
    printer.disabled = !world.podLives;
    setText(pod, world.podLives ? 'Delete the Pod' : 'Start the Pod again');
    keyed(board, world.badges, (badge) => badge.number, makeBadge, (item, badge) => {
      const opens = DOORS.some((door) => !doubt(world, badge, door));
      item.className = `badge ${opens ? 'is-good' : 'is-gray'}`;
      setText(item.querySelector('.badge-name'), `Badge ${badge.number} · for ${DOOR_WORDS[badge.audience]}`);
      setText(item.querySelector('.badge-says'), `robot ${badge.account} · web ${badge.pod} · `
        + `${clock(badge.from)} to ${clock(badge.until)}`);
      DOORS.forEach((door) => {
        const why = doubt(world, badge, door);
        setText(item.querySelector(`.at-${door}`), why
          ? `✕ ${DOOR_WORDS[door]}: ${why}`
          : `✓ ${DOOR_WORDS[door]} opens`);
      });
    });
    const good = world.badges.filter((badge) => DOORS.some((door) => !doubt(world, badge, door)));
    stand(`It is ${clock(world.now)}. ${world.badges.length ? `${good.length} of ${world.badges.length} badges `
      + `${good.length === 1 ? 'opens' : 'open'} a door.` : 'No badge is printed yet.'}`);
  }

  show();
}

function makeBadge() {
  return html('li', {}, html('strong', { class: 'badge-name' }), html('span', { class: 'badge-says' }),
    ...DOORS.map((door) => html('span', { class: `badge-door at-${door}` })));
}
