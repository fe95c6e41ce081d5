// Brings the drawings of a lesson to life: each `<figure class="demo" data-demo=…>` gets its module.
// Without this script the numbered strip of the lesson stays and says the same.

const MODULES = {
  'lamps': './lamps.js',
  'cluster-board': './cluster-board.js',
  'revision-ribbon': './ribbon.js',
  'watch-needles': './needles.js',
  'quorum-islands': './islands.js',
  'two-hands': './hands.js',
  'selector-cloud': './selector.js',
  'role-door': './door.js',
  'gate-corridor': './corridor.js',
  'three-sheets': './sheets.js',
  'store-and-copy': './copy.js',
  'badge-printer': './badges.js',
  'edge-visitors': './edge.js',
  'family-tree': './family.js',
  'address-street': './street.js',
  'name-post': './names.js',
  'node-xray': './xray.js',
  'work-belt': './belt.js',
  'probe-pulses': './pulses.js',
  'replica-tray': './tray.js',
  'seating-plan': './seating.js',
  'ranked-seats': './ranked.js',
  'rolling-stacks': './stacks.js',
  'node-rack': './rack.js',
  'plug-board': './plugs.js',
  'kubeconfig-wiring': './wiring.js',
};

// Nobody waits for a drawing that is not yet in sight; a tenth of the window is where eyes are not yet.
const sight = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    sight.unobserve(target);
    bringToLife(target);
  }
}, { rootMargin: '0px 0px -10% 0px' });

async function bringToLife(figure) {
  const [{ mount }] = await Promise.all([import(MODULES[figure.dataset.demo]), colors()]);
  await mount(figure);
}

let loading;

/** The style sheet of all drawings, which a page without one never fetches. */
function colors() {
  loading ??= new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = new URL('../../css/demo.css', import.meta.url).href;
    link.onload = resolve;
    link.onerror = () => reject(new Error('demo.css did not come'));
    document.head.append(link);
  });
  return loading;
}

for (const figure of document.querySelectorAll('figure.demo[data-demo]')) {
  if (MODULES[figure.dataset.demo]) sight.observe(figure);
}
