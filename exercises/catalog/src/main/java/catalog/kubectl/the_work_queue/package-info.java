/// X13, the work queue: names that want a look, each at most once.
///
/// The slot is [kube.foundation.client.queue.WorkQueue]; what passes hands every controller of a
/// cluster its work.
@NullMarked
package catalog.kubectl.the_work_queue;

import org.jspecify.annotations.NullMarked;
