// Guests of different ranks for the drawing of lesson 14, and who of them leaves for a newcomer.

const SEATS = 4;

/** A full table; every guest has one seat. The most important one is named first. */
export function table() {
  return [['a', 7], ['b', 5], ['c', 1], ['d', 1]].map(([name, rank]) => ({ name, rank, state: 'sits' }));
}

/** The steps by which a newcomer finds seats: sentences, and what each does to the guests. */
export function plan(guests, { rank, size, shielded }) {
  const lower = guests.filter((guest) => guest.rank < rank);
  const staying = new Set(guests.filter((guest) => guest.rank >= rank));
  const steps = [];
  const say = (sentence, act = () => {}) => steps.push({ sentence, act });
  if (!lower.length || SEATS - staying.size < size) {
    const why = lower.length ? 'Even without all lower ones there would be too few seats' : 'Nobody is strictly below it';
    say(`${why}, so nobody leaves and the newcomer waits.`);
    return steps;
  }
  say(`On paper, everybody below rank ${rank} gets up: ${lower.map((guest) => guest.name).join(', ')}. Now there is room.`,
    () => lower.forEach((guest) => { guest.state = 'stands'; }));
  const order = [...lower.filter((guest) => guest.name === shielded), ...lower.filter((guest) => guest.name !== shielded)];
  for (const guest of order) {
    const fits = SEATS - staying.size - 1 >= size;
    if (fits) staying.add(guest);
    const asked = `${guest.name} (rank ${guest.rank}${guest.name === shielded ? ', protected by a budget' : ''}) is asked back`;
    say(`${asked} ${fits ? 'and sits down again.' : 'but would be in the way.'}`,
      () => { guest.state = fits ? 'sits' : 'victim'; });
  }
  const victims = lower.filter((guest) => !staying.has(guest));
  const broken = victims.some((guest) => guest.name === shielded) ? ' The budget is broken: there was no other way.' : '';
  say(`${victims.map((guest) => guest.name).join(' and ')} ${victims.length === 1 ? 'has' : 'have'} a moment to finish. `
    + `The ${size === 1 ? 'seat is' : 'seats are'} promised to the newcomer.${broken}`,
  () => victims.forEach((guest) => { guest.state = 'leaving'; }));
  say('The newcomer sits down.', () => victims.forEach((guest) => { guest.state = 'gone'; }));
  return steps;
}
