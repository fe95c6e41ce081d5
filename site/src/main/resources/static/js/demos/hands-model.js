// One form in a drawer, and two people who take copies of it, write on them and hand them in.

/** Ann and Bob have read the same version; neither has changed anything. */
export function office() {
  const form = { version: 4, generation: 1, image: 'v1', replicas: 2 };
  return { form, checks: true, desks: [desk('Ann', form), desk('Bob', form)] };
}

function desk(name, form) {
  return { name, copy: { ...form }, mine: new Set(), refused: false, lost: false };
}

/** Somebody takes a new copy; what they had changed on the old one is gone, and they know it. */
export function read(office, i) {
  const desk = office.desks[i];
  const again = [...desk.mine].map((field) => `${field} ${desk.copy[field]}`);
  desk.copy = { ...office.form };
  desk.mine.clear();
  desk.refused = false;
  return `${desk.name} reads version ${office.form.version}.`
    + (again.length ? ` The change has to be made again: ${again.join(', ')}.` : '');
}

/** Somebody writes on the own copy. */
export function change(office, i, field, value) {
  const desk = office.desks[i];
  if (desk.copy[field] === value) return '';
  desk.copy[field] = value;
  desk.mine.add(field);
  return `${desk.name} writes ${field} ${value} on the own copy.`;
}

/** Somebody hands the copy in. */
export function save(office, i) {
  const desk = office.desks[i];
  const { form } = office;
  if (office.checks && desk.copy.version !== form.version) {
    desk.refused = true;
    return `409 Conflict: ${desk.name} stands on version ${desk.copy.version}, and version ${form.version} lies there.`;
  }
  const erased = ['image', 'replicas'].filter((field) => !desk.mine.has(field)
    && desk.copy[field] !== form[field]).map((field) => `${field} ${form[field]}`);
  const isNewWish = ['image', 'replicas'].some((field) => desk.copy[field] !== form[field]);
  if (!isNewWish) return `${desk.name} saves, and nothing changes: it stays version ${form.version}.`;
  Object.assign(form, { image: desk.copy.image, replicas: desk.copy.replicas,
    version: form.version + 1, generation: form.generation + 1 });
  desk.copy = { ...form };
  desk.mine.clear();
  desk.refused = false;
  return `${desk.name} saves: version ${form.version}, generation ${form.generation}.`
    + (erased.length ? ` Lost without a word: ${erased.join(', ')}.` : '');
}

/** A node reports: the object has a new version, and the wish is the old one. */
export function report(office) {
  office.form.version++;
  return `A status is reported through its own door: version ${office.form.version}, `
    + `still generation ${office.form.generation}.`;
}
