/// X10, strategic merge: patches that know which items of a list are the same thing.
///
/// The slot is [kube.controlplane.apiserver.patch.slot.Patcher]; what passes can merge the patches
/// of a cluster.
@NullMarked
package catalog.apiserver.strategic_merge;

import org.jspecify.annotations.NullMarked;
