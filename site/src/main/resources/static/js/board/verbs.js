// How each kind of API call looks: a shape and a word as well as a colour, never colour alone.

import { svg } from './dom.js';

/** The families of calls, in the order of the legend. */
export const FAMILIES = [
  { id: 'create', word: 'create', shape: 'plus' },
  { id: 'change', word: 'change', shape: 'diamond' },
  { id: 'bind', word: 'bind', shape: 'arrow' },
  { id: 'delete', word: 'delete', shape: 'cross' },
  { id: 'read', word: 'list, get', shape: 'ring' },
  { id: 'notice', word: 'watch event', shape: 'small' },
  { id: 'refused', word: 'refused', shape: 'stop' },
];

const FAMILY_OF = {
  create: 'create', bind: 'bind', delete: 'delete',
  update: 'change', patch: 'change',
  get: 'read', list: 'read', watch: 'read',
  'lose-watch': 'refused',
};

/** The family of an entry of the log, or null when it is no call. */
export function familyOf(entry) {
  if (/^[45]\d\d /.test(entry.detail)) return 'refused';
  return FAMILY_OF[entry.verb] ?? null;
}

/** A dot of this shape around the origin, about 18 units wide. */
export function dotShape(family) {
  const group = svg('g', { class: 'dot dot-' + family.id });
  switch (family.shape) {
    case 'plus':
      group.append(svg('circle', { r: 9 }), svg('path', { d: 'M -4 0 H 4 M 0 -4 V 4', class: 'ink' }));
      break;
    case 'diamond':
      group.append(svg('path', { d: 'M 0 -10 L 10 0 L 0 10 L -10 0 Z' }),
        svg('path', { d: 'M -3.5 0 Q -1.75 -3.5 0 0 T 3.5 0', class: 'ink' }));
      break;
    case 'arrow':
      group.append(svg('path', { d: 'M -8 -9 H 2 L 11 0 L 2 9 H -8 Z' }),
        svg('path', { d: 'M -4 0 H 4 M 1 -3 L 4 0 L 1 3', class: 'ink' }));
      break;
    case 'cross':
      group.append(svg('rect', { x: -8.5, y: -8.5, width: 17, height: 17, rx: 3 }),
        svg('path', { d: 'M -3.5 -3.5 L 3.5 3.5 M 3.5 -3.5 L -3.5 3.5', class: 'ink' }));
      break;
    case 'ring':
      group.append(svg('circle', { r: 6.5, class: 'hollow' }));
      break;
    case 'stop':
      group.append(svg('path', { d: 'M -4 -10 H 4 L 10 -4 V 4 L 4 10 H -4 L -10 4 V -4 Z' }),
        svg('path', { d: 'M 0 -5 V 1 M 0 4 V 4.5', class: 'ink' }));
      break;
    default:
      group.append(svg('circle', { r: 4.5 }));
  }
  return group;
}

const BY_ID = new Map(FAMILIES.map((family) => [family.id, family]));

/** The family with this id. */
export function family(id) {
  return BY_ID.get(id);
}
