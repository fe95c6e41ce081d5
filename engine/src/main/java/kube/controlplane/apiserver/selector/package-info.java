/// What a client chooses in the URL of a list or a watch: by labels, by fields, or both.
///
/// [kube.controlplane.apiserver.selector.LabelSelectorParser] and
/// [kube.controlplane.apiserver.selector.FieldSelector] read the two notations;
/// [kube.controlplane.apiserver.selector.Choice] is both together, as a test of one object.
@NullMarked
package kube.controlplane.apiserver.selector;

import org.jspecify.annotations.NullMarked;
