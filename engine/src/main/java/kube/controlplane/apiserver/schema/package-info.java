/// The shape of every object: which fields there are and what each may hold.
///
/// [kube.controlplane.apiserver.schema.Schema] reads the shapes from `schema.json`, which was
/// derived from the models of `io.kubernetes:client-java-api:27.0.0` and is never edited by hand. A
/// shape maps field names to `string`, `integer`, `[Container]` (a list), `{string}` (a map) and so
/// on. [kube.controlplane.apiserver.schema.FieldValidation] compares what a client sent with it.
@NullMarked
package kube.controlplane.apiserver.schema;

import org.jspecify.annotations.NullMarked;
