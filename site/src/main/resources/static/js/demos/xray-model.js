// One Pod on one node, and a kubelet that looks and compares: the drawing of lesson 22.

const BEGINNING = [['migrate', 'init'], ['proxy', 'sidecar'], ['web', 'app']];

/** A Pod that was assigned a moment ago, on a node whose kubelet runs. */
export function node() {
  return { kubelet: true, room: 'none', wish: 'runs', object: true, address: '',
    containers: BEGINNING.map(([name, role]) => ({ name, role, does: 'new' })) };
}

const alive = (one) => one.does === 'running' || one.does === 'stopping';

/** What the kubelet does next, as a sentence and a deed; nothing when all is as it is wished. */
export function next(world) {
  const { containers, room, wish } = world;
  if (!world.kubelet || !world.object) return null;
  if (wish === 'gone') return farewell(world);
  if (room === 'none') {
    return ['The kubelet mounts the volumes and makes the room. The Pod has an address: 10.1.0.7.',
      () => { world.room = 'ready'; world.address = '10.1.0.7'; }];
  }
  const turn = containers.find((one) => one.does === 'new');
  const before = containers.slice(0, containers.indexOf(turn));
  if (!turn || before.some((one) => one.role === 'init' && one.does !== 'ended')) return null;
  return [`The kubelet starts ${turn.name}. ${WHY[turn.role]}`, () => { turn.does = 'running'; }];
}

const WHY = { init: 'It is the first of the init containers.', sidecar: 'It will not end, so the next one may start.',
  app: 'All that had to come before it is done.' };

function farewell(world) {
  const living = world.containers.filter(alive);
  const programs = living.filter((one) => one.role !== 'sidecar');
  const leaving = programs.length ? programs : living.slice(-1);
  if (leaving.length) {
    const told = leaving.filter((one) => one.does === 'running');
    if (!told.length) return null;
    return [`The kubelet asks ${told.map((one) => one.name).join(' and ')} to end, and waits.`,
      () => told.forEach((one) => { one.does = 'stopping'; })];
  }
  if (world.room === 'ready') {
    return ['Nothing lives in it any more: the room is given back, with its address.',
      () => { world.room = 'none'; world.address = ''; }];
  }
  return ['The kubelet tells the API server. Only now the object disappears.', () => { world.object = false; }];
}

/** What happens without the kubelet: programs go on, and end. Nothing when nobody has anything to do. */
export function happens(world) {
  const stopping = world.containers.find((one) => one.does === 'stopping');
  if (stopping) return [`${stopping.name} has said goodbye, and ends.`, () => { stopping.does = 'ended'; }];
  const init = world.containers.find((one) => one.role === 'init' && one.does === 'running');
  if (init) return [`${init.name} has done its work, and ends with 0.`, () => { init.does = 'ended'; }];
  return null;
}

/** What the kubelet says when it comes back. */
export function comesBack(world) {
  world.kubelet = true;
  const living = world.containers.filter(alive).map((one) => one.name);
  return living.length
    ? `The kubelet starts with an empty memory, and asks the runtime. It finds ${living.join(' and ')}, and starts nothing twice.`
    : 'The kubelet starts with an empty memory, and asks the runtime. Nothing runs.';
}
