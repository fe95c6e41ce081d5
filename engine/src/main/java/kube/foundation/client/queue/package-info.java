/// The queue of names that stands between a controller's informers and its reconciler.
///
/// [kube.foundation.client.queue.WorkQueue] is the slot `client.queue`;
/// [kube.foundation.client.queue.RateLimitedQueue] is ours; and
/// [kube.foundation.client.queue.ControllerQueue] gives either of them a clock.
@NullMarked
package kube.foundation.client.queue;

import org.jspecify.annotations.NullMarked;
