/// The shape of every object: which fields there are and what each may hold.
///
/// [kube.controlplane.apiserver.schema.Schema] reads the shapes from `types.txt`, which is derived
/// from what the makers of Kubernetes publish and never edited by hand; a test compares the two. A
/// line of it such as `containers [Container 2 ! merge:name keys:name` names a field, its type (a
/// list), its number in protobuf, that it is required, and how its items are told apart.
/// [kube.controlplane.apiserver.schema.validation.FieldValidation] compares what a client sent with it.
@NullMarked
package kube.controlplane.apiserver.schema;

import org.jspecify.annotations.NullMarked;
