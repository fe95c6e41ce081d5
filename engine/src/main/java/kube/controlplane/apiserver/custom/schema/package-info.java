/// The schema of a custom kind at work, in the order in which an object meets it.
///
/// [kube.controlplane.apiserver.custom.schema.Pruning] removes what the schema does not name;
/// [kube.controlplane.apiserver.custom.schema.Defaulting] fills in what the author left out;
/// [kube.controlplane.apiserver.custom.schema.SchemaValidation],
/// [kube.controlplane.apiserver.custom.schema.ListTypes] and
/// [kube.controlplane.apiserver.custom.schema.CelRules] say what is wrong with the rest.
/// [kube.controlplane.apiserver.custom.schema.StructuralRules] has checked the schema itself when
/// its definition was written, so that all of these can rely on its shape.
@NullMarked
package kube.controlplane.apiserver.custom.schema;

import org.jspecify.annotations.NullMarked;
