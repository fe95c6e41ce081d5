/// Finds out how far a Pod has come, and who must act next:
/// [kube.simulation.detective.Detective] is the slot `board.explain`.
@NullMarked
package kube.simulation.detective;

import org.jspecify.annotations.NullMarked;
