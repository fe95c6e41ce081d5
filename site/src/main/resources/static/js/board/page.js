// The board page: the whole board, for the learner's own cluster.

import { idlePicture } from './stream.js';
import { mountBoard } from './board.js';

const place = document.querySelector('[data-board]');
const idle = place ? await idlePicture() : null;
if (idle) {
  place.replaceChildren();
  const board = mountBoard(place, { name: place.dataset.board, idle });
  const slot = place.dataset.yours;
  const component = idle.state.components.find((one) => one.slot && one.slot === slot);
  if (slot) await board.act({ do: 'flip', component: slot, to: 'yours' });
  if (component) board.pick(component.id);
}
