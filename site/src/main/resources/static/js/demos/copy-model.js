// A server, a copy of it at the end of a slow wire, and the queue of a controller that works by the
// copy. Small enough to live in the page: nothing here needs a cluster.

/** Three objects, a copy that is complete, and nothing to do. */
export function world() {
  const store = { a: 1, b: 2, c: 3 };
  return { tick: 0, revision: 3, oldest: 0, store, history: [], copy: { ...store }, seen: 3, delay: 1,
    connected: true, asks: false, lists: 1, waiting: [], inWork: '', again: false, looks: 0 };
}

/** Somebody writes an object, or deletes it. */
export function write(world, name, deletes = false) {
  if (deletes && !(name in world.store)) return '';
  world.revision++;
  const verb = deletes ? 'deleted' : name in world.store ? 'changed' : 'created';
  if (deletes) delete world.store[name];
  else world.store[name] = world.revision;
  world.history.push({ revision: world.revision, name, verb, at: world.tick });
  return `Revision ${world.revision}: ${name} is ${verb}.`;
}

/** The server forgets what happened. */
export function compact(world) {
  world.oldest = world.revision;
  return `The server forgets all before revision ${world.revision}.`;
}

/** The plug is pulled, or put in again: then the copy asks for what it has missed. */
export function plug(world) {
  world.connected = !world.connected;
  world.asks = world.connected;
  return world.connected ? 'The copy is connected again and asks for what came after revision '
    + `${world.seen}.` : 'The plug is out: the copy hears nothing.';
}

/** Time passes: news arrive, and the worker goes on. Tells what happened. */
export function pass(world) {
  world.tick++;
  return [...(world.connected ? hear(world) : []), ...work(world)];
}

function hear(world) {
  const isForgotten = world.asks && world.seen < world.oldest;
  world.asks = false;
  if (isForgotten) return relist(world);
  const ripe = world.history.filter((event) => event.revision > world.seen && world.tick - event.at > world.delay);
  return ripe.map((event) => {
    world.seen = event.revision;
    if (event.verb === 'deleted') delete world.copy[event.name];
    else world.copy[event.name] = event.revision;
    return `The copy hears that ${event.name} was ${event.verb}. ${add(world, event.name)}`;
  });
}

/** The past is forgotten: list again, and find out by comparing what became different. */
function relist(world) {
  const said = ['410 Gone: the copy lists again and compares.'];
  world.lists++;
  for (const name of new Set([...Object.keys(world.copy), ...Object.keys(world.store)])) {
    if (world.copy[name] === world.store[name]) continue;
    const what = !(name in world.store) ? 'is gone, and nobody told' : name in world.copy ? 'is another version' : 'is new';
    said.push(`By comparing: ${name} ${what}. ${add(world, name)}`);
  }
  world.copy = { ...world.store };
  world.seen = world.revision;
  return said;
}

function add(world, name) {
  if (world.inWork === name) {
    world.again = true;
    return 'Somebody works on it: it will come again.';
  }
  if (world.waiting.includes(name)) return 'Its name waits already.';
  world.waiting.push(name);
  return 'Its name goes into the queue.';
}

/** A look takes two ticks: one to take a name and read the copy, one to finish. */
function work(world) {
  if (world.inWork) {
    const name = world.inWork;
    world.inWork = '';
    if (world.again) world.waiting.push(name);
    const said = `The worker is done with ${name}` + (world.again ? ', which waits again.' : '.');
    world.again = false;
    return [said];
  }
  if (!world.waiting.length) return [];
  world.inWork = world.waiting.shift();
  world.looks++;
  const version = world.copy[world.inWork];
  return [`The worker takes ${world.inWork} and finds ${version ? `version ${version}` : 'that it is gone'} in the copy.`];
}
