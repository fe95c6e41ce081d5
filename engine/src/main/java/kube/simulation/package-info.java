/// What only a simulated world can do: run again exactly, go another way from any moment, and be
/// searched for the moment that breaks it.
///
/// A [kube.simulation.Recording] is everything that came to a cluster from outside; replaying it
/// gives the same event log byte for byte.
@NullMarked
package kube.simulation;

import org.jspecify.annotations.NullMarked;
