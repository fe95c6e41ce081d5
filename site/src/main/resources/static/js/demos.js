// The drawings of a lesson; the lesson page loads this beside its own script.

import './demos/mount.js';
