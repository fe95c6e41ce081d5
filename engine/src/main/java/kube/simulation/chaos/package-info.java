/// Ten minutes in which everything goes wrong, and what must hold all the same.
///
/// [kube.simulation.chaos.Chaos] runs one seed: a [kube.simulation.chaos.RestlessUser] changes his
/// wishes while [kube.simulation.chaos.Misfortunes] befall the cluster, a
/// [kube.simulation.chaos.Witness] watches every change, and at the end the world must be as the
/// user wished and quiet.
@NullMarked
package kube.simulation.chaos;

import org.jspecify.annotations.NullMarked;
