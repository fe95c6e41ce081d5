// The board page: the whole board, for the learner's own cluster.

import { idlePicture } from './stream.js';
import { mountBoard } from './board.js';

const place = document.querySelector('[data-board]');
if (place) {
  const idle = await idlePicture();
  if (idle) {
    place.replaceChildren();
    mountBoard(place, { name: place.dataset.board, idle });
  }
}
