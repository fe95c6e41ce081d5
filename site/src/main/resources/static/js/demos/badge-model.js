// Badges, what they are bound to, and the doors they are shown at: the drawing of lesson 19.

export const DOOR_WORDS = { api: 'the API server', vault: 'the vault' };
export const DOORS = Object.keys(DOOR_WORDS);
const LIFE = 60;
const REFRESH_AT = 0.8;
const MOST = 4;

/** Noon; the Pod web runs as the account robot. Times are minutes after noon. */
export function world() {
  return { now: 0, pod: 1, podLives: true, account: 1, made: 0, badges: [] };
}

/** The time of day in words. */
export function clock(minutes) {
  return `${String(12 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Prints a badge for this door; the oldest one falls off a full board. */
export function print(world, audience) {
  const badge = { number: ++world.made, audience, from: world.now, until: world.now + LIFE,
    pod: world.pod, account: world.account };
  world.badges.unshift(badge);
  world.badges.length = Math.min(world.badges.length, MOST);
  return badge;
}

/** Why the badge does not open this door; empty when it does. */
export function doubt(world, badge, door) {
  if (world.now >= badge.until) return `it ended at ${clock(badge.until)}`;
  if (badge.audience !== door) return `it is for ${DOOR_WORDS[badge.audience]}`;
  if (badge.account !== world.account) return 'its account is another one, with another uid';
  if (!world.podLives) return 'its Pod is gone';
  if (badge.pod !== world.pod) return 'its Pod is another one, with another uid';
  return '';
}

/** Ten minutes pass; answers the badges that the kubelet fetched, each in time for its old one. */
export function wait(world) {
  world.now += 10;
  if (!world.podLives) return [];
  return DOORS.filter((audience) => {
    const newest = world.badges.find((badge) => badge.audience === audience
      && badge.pod === world.pod && badge.account === world.account);
    return newest && world.now >= newest.from + REFRESH_AT * LIFE;
  }).map((audience) => print(world, audience));
}

/** Deletes the Pod, or starts another one of its name. */
export function turnPod(world) {
  world.podLives = !world.podLives;
  if (world.podLives) world.pod++;
}

/** Deletes the account and makes it again. */
export function renewAccount(world) {
  world.account++;
}
