// Lesson 20: cut a family of objects in four ways, step by step, and see who goes and who stays.

import { html, setText, keyed } from '../board/dom.js';
import { frame, choices, button } from './frame.js';
import { family, plan } from './family-model.js';

const WORDS = { lives: '● lives', waits: '… is marked and waits', gone: '✕ is gone' };
const RANKS = ['Deployment', 'ReplicaSet', 'Pod'];

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure);
  let way = 'background';
  let objects = family();
  let steps = plan(objects, way);
  let at = 0;
  const tree = html('ul', { class: 'family', 'aria-label': 'The family, owners first' });
  const next = button('Next step', advance);
  stage.append(
    html('div', { class: 'demo-tools' },
      choices('Cut it', 'family-way', [['background', 'in the background'], ['foreground', 'in the foreground'],
        ['orphan', 'leaving orphans'], ['bit', 'by one bit']], way, (value) => { way = value; begin(); })),
    html('div', { class: 'plate family-plate' }, tree),
    html('div', { class: 'demo-tools' }, next, button('Start again', begin)));

  function begin() {
    objects = family();
    steps = plan(objects, way);
    at = 0;
    clear();
    show();
  }

  function advance() {
    const { sentence, act } = steps[at++];
    act();
    tell(sentence);
    show();
  }

  function show() {
    keyed(tree, objects, (object) => object.id, makeObject, (item, object) => {
      const rank = RANKS.indexOf(object.kind.split(' ')[0]);
      item.className = `relative is-${object.state} rank-${rank}`;
      setText(item.querySelector('.relative-name'), object.kind);
      setText(item.querySelector('.relative-uid'), `uid ${object.uid} · `
        + (object.owner ? `owner ${object.owner}` : 'no owner'));
      setText(item.querySelector('.relative-state'), WORDS[object.state]);
    });
    next.disabled = at === steps.length;
    const count = (state) => objects.filter((object) => object.state === state).length;
    stand(`${count('lives')} live, ${count('waits')} wait, ${count('gone')} are gone.`);
  }

  show();
}

function makeObject() {
  return html('li', {}, html('strong', { class: 'relative-name' }), html('span', { class: 'relative-uid' }),
    html('span', { class: 'relative-state' }));
}
