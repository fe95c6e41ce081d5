/// X22, Garbage collector: what nobody owns any more has to go, and nothing else.
///
/// The slot is [kube.controlplane.controllermanager.garbage.GarbageCollector]; what passes can clear
/// away after the owners of a cluster.
@NullMarked
package catalog.controllers.garbage_collector;

import org.jspecify.annotations.NullMarked;
