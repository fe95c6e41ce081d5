/// The exercises of chapter 5: the scheduler.
///
/// [catalog.scheduler.PodDraft] and [catalog.scheduler.NodeDraft] write down the Pods and nodes of
/// their checks.
@NullMarked
package catalog.scheduler;

import org.jspecify.annotations.NullMarked;
