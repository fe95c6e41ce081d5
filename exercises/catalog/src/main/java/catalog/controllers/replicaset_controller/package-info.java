/// X17, the ReplicaSet controller: keep the right number of Pods, with a cache that lags behind.
///
/// `TrayWorld` is a tray with places for Pods: what is true in it, a `LateCache` that shows it
/// late, and a `Trace` of all that the learner's controller asked for. The checks are stories in
/// it; they judge the trace, because a right end may have been reached by a wrong way.
@NullMarked
package catalog.controllers.replicaset_controller;

import org.jspecify.annotations.NullMarked;
