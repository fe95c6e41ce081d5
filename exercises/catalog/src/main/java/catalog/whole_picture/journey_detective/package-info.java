/// X02, the journey detective: how far a Pod has come, by what several machines wrote about it.
///
/// The slot is [kube.simulation.detective.Detective]; what passes answers the board's "Explain".
@NullMarked
package catalog.whole_picture.journey_detective;

import org.jspecify.annotations.NullMarked;
