/// Asks whoever stands in the slot `apiserver.registry` about each write that we have decided, and
/// compares: [kube.controlplane.apiserver.handler.opinion.SecondOpinion] chooses the question,
/// [kube.controlplane.apiserver.handler.opinion.ShelfCopy] is what the part works on, and
/// [kube.controlplane.apiserver.handler.opinion.PlainForm] turns objects into plain values.
@NullMarked
package kube.controlplane.apiserver.handler.opinion;

import org.jspecify.annotations.NullMarked;
