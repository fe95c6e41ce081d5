/// Kinds that clients bring along: from the definition of a kind to objects of it.
///
/// [kube.controlplane.apiserver.custom.definition] checks the definition,
/// [kube.controlplane.apiserver.custom.CustomKinds] serves what it defines as soon as its names are
/// accepted, and removes it again; [kube.controlplane.apiserver.custom.schema] is what happens to
/// each object. Custom kinds take the way of built-in ones: they are a strategy, columns and a
/// shape, entered in the catalogue of kinds.
@NullMarked
package kube.controlplane.apiserver.custom;

import org.jspecify.annotations.NullMarked;
