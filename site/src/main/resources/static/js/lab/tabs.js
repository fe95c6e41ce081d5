// The parts of the lab as tabs: three of them on a wide screen, all of them on a phone.

import { html, setAttribute } from '../board/dom.js';

const WIDE = window.matchMedia('(min-width: 60rem)');

/** Makes the tabs; `onShow(id)` runs when a part comes into sight. */
export function tabs(root, { onShow }) {
  const list = root.querySelector('.lab-tabs');
  const work = root.querySelector('#work');
  const grid = root.querySelector('.lab-grid');
  const parts = [...root.querySelectorAll('[data-tab]')];
  const inWork = parts.filter((part) => work.contains(part));
  const narrowOrder = ['reading', 'terminal', ...inWork.map((part) => part.id)];
  const chosen = { wide: inWork[0].id, narrow: 'reading' };
  const buttons = new Map(parts.map((part) => [part.id, html('button', {
    type: 'button', role: 'tab', id: `tab-${part.id}`, 'aria-controls': part.id,
    onclick: () => choose(part.id),
  }, part.dataset.tab)]));

  function mode() {
    return WIDE.matches ? 'wide' : 'narrow';
  }

  function shown() {
    return WIDE.matches ? inWork.map((part) => part.id) : narrowOrder;
  }

  function arrange() {
    root.dataset.width = mode();
    const ids = shown();
    list.replaceChildren(...ids.map((id) => buttons.get(id)));
    if (WIDE.matches) work.prepend(list);
    else grid.before(list);
    for (const part of parts) {
      const isTab = ids.includes(part.id);
      setAttribute(part, 'role', isTab ? 'tabpanel' : null);
      setAttribute(part, 'aria-labelledby', isTab ? `tab-${part.id}` : null);
      part.hidden = isTab && part.id !== chosen[mode()];
    }
    work.hidden = !WIDE.matches && !inWork.some((part) => part.id === chosen.narrow);
    for (const [id, button] of buttons) {
      const isChosen = id === chosen[mode()];
      setAttribute(button, 'aria-selected', String(isChosen));
      button.tabIndex = isChosen ? 0 : -1;
    }
    onShow(chosen[mode()]);
  }

  function choose(id) {
    chosen[mode()] = id;
    arrange();
    const button = buttons.get(id);
    list.scrollLeft = button.offsetLeft + button.offsetWidth / 2 - list.offsetLeft - list.clientWidth / 2;
  }

  list.addEventListener('keydown', (event) => {
    const ids = shown();
    const at = ids.indexOf(chosen[mode()]);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: ids.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    choose(ids[(next + ids.length) % ids.length]);
    buttons.get(chosen[mode()]).focus();
  });
  WIDE.addEventListener('change', arrange);
  arrange();
  return {
    choose,
    /** Brings a part into sight where only one is. */
    reveal(id) {
      if (shown().includes(id)) choose(id);
    },
  };
}
