// One node's street of addresses, with a clerk who gives them in turn: the drawing of lesson 26.

const FIRST = 2;
const LAST = 254;
export const HOUSES = LAST - FIRST + 1;

/** An empty street. A house is free, has a Pod living in it, or is leaked: given, and nobody there. */
export function street() {
  return { houses: Array(256).fill('free'), turn: FIRST, living: [] };
}

/** Whether a Pod can live at this number. */
export function isHouse(number) {
  return number >= FIRST && number <= LAST;
}

/** How many houses are in this state. */
export function count(street, state) {
  return street.houses.filter((house, number) => isHouse(number) && house === state).length;
}

/** A Pod moves in; answers its number, or 0 when no house is free. */
export function moveIn(street) {
  for (let tried = 0; tried < HOUSES; tried++) {
    const number = street.turn;
    street.turn = number === LAST ? FIRST : number + 1;
    if (street.houses[number] !== 'free') continue;
    street.houses[number] = 'lives';
    street.living.push(number);
    return number;
  }
  return 0;
}

/** The Pod that has lived here longest moves out; answers its number, or 0 when nobody lives here. */
export function moveOut(street, isHeard) {
  const number = street.living.shift() ?? 0;
  if (number) street.houses[number] = isHeard ? 'free' : 'leaked';
  return number;
}

/** So many Pods go, each replaced by another; answers how many found no house. */
export function restart(street, pods, isHeard) {
  let refused = 0;
  for (let i = 0; i < pods && street.living.length; i++) {
    moveOut(street, isHeard);
    if (!moveIn(street)) refused++;
  }
  return refused;
}

/** Frees what nobody lives in; answers how many. */
export function sweep(street) {
  const leaked = count(street, 'leaked');
  street.houses = street.houses.map((house) => house === 'leaked' ? 'free' : house);
  return leaked;
}
