/// Holds the cluster to what `kubectl` shows of a real one.
///
/// [site.conformance.Row] is one row of the command matrix: commands and the output that
/// Kubernetes' documentation leads one to expect, in readable files under `conformance/`.
/// [site.conformance.Conformance] drives a live cluster with a real `kubectl` through all rows and
/// returns a [site.conformance.Verdict] for each.
@NullMarked
package site.conformance;

import org.jspecify.annotations.NullMarked;
