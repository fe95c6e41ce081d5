/// Judges what happened, not only where it ended.
///
/// 1. A world writes what happens in it on a [grader.trace.Tape], with [grader.trace.Gauge]s that
///    are read at each event; a [grader.trace.Trace] is what stands on it, and may as well be the
///    event log of a whole cluster.
/// 2. [grader.trace.Claims] are the words in which a check says what must be true of a trace. Each
///    failing one says what was expected, what was seen, and at which event.
/// 3. A [grader.trace.FaultPlan] draws what goes wrong between a controller and its API, from a
///    seed; a [grader.trace.Seam] lets it go wrong at the writes.
/// 4. An [grader.trace.Exploration] tells a small story in every order of its moves, to a stated
///    depth, and counts.
/// 5. The [grader.trace.Shrinker] makes a story that fails as short as it still fails.
@NullMarked
package grader.trace;

import org.jspecify.annotations.NullMarked;
