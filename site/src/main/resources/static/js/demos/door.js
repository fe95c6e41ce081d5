// Lesson 8: choose who asks for what and where; the rule that opens the door lights up.

import { html, setText, setAttribute } from '../board/dom.js';
import { frame } from './frame.js';
import { USERS, VERBS, RESOURCES, NAMESPACES, GRANTS, decide } from './door-model.js';

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand } = frame(figure);
  const user = choice('User', USERS.map((one) => one.name));
  const verb = choice('Verb', VERBS);
  const resource = choice('Resource', RESOURCES);
  const namespace = choice('Namespace', NAMESPACES);
  const word = html('strong', {});
  const why = html('span', {});
  const leaf = html('div', { class: 'door-leaf' }, html('div', {}, word, html('br'), why));
  const rules = GRANTS.map((grant) => {
    const verdict = html('span', { class: 'door-verdict' });
    return { grant, verdict, root: html('li', {}, html('strong', {}, grant.binding),
      ` gives ${grant.role} to ${grant.to}: ${grant.verbs.join(', ').replace('*', 'every verb')} on `
      + grant.resources.join(', '), verdict) };
  });
  stage.append(html('div', { class: 'demo-tools' }, user.root, verb.root, resource.root, namespace.root),
    html('div', { class: 'plate door' }, html('ul', { class: 'door-rules' }, ...rules.map((rule) => rule.root)), leaf));

  function choice(label, values) {
    const select = html('select', { onchange: () => draw() }, ...values.map((value) => html('option', {}, value)));
    return { root: html('label', { class: 'row' }, label + ' ', select), value: () => values[select.selectedIndex],
      index: () => select.selectedIndex };
  }

  function draw() {
    const who = USERS[user.index()];
    const request = { verb: verb.value(), resource: resource.value(), namespace: namespace.value() };
    const { opens, near } = decide(who, request);
    for (const { grant, verdict, root } of rules) {
      const isNear = near?.grant === grant;
      setAttribute(root, 'class', grant === opens ? 'opens' : isNear ? 'near' : '');
      setText(verdict, grant === opens ? '✓ opens the door' : isNear ? `✗ nearest: ${near.lacks.join(', ')}` : '');
    }
    setAttribute(leaf, 'class', 'door-leaf' + (opens ? ' open' : ''));
    setText(word, opens ? 'Allowed' : 'No opinion');
    setText(why, opens ? `by ${opens.binding}` : near ? `${near.grant.binding}: ${near.lacks.join(', ')}`
      : 'no binding is for this user');
    const place = request.namespace === 'none' ? 'in no namespace' : `in ${request.namespace}`;
    const sentence = `${who.name}, ${request.verb} ${request.resource} ${place}: ${word.textContent.toLowerCase()}, `
      + `${why.textContent}.`;
    stand(sentence);
    tell(sentence);
  }

  draw();
}
