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
  'node-xray': './xray.js',
  'work-belt': './belt.js',
  'replica-tray': './tray.js',
  'seating-plan': './seating.js',
  'ranked-seats': './ranked.js',
  'rolling-stacks': './stacks.js',
  'node-rack': './rack.js',
  'kubeconfig-wiring': './wiring.js',
};

for (const figure of document.querySelectorAll('figure.demo[data-demo]')) {
  const module = MODULES[figure.dataset.demo];
  if (module) {
    const { mount } = await import(module);
    await mount(figure);
  }
}
