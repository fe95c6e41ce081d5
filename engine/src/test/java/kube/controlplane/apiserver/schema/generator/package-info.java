/// Derives the engine's schema from what the makers of Kubernetes publish.
///
/// The protobuf descriptors of the official Java client give the structure and the numbers of the
/// wire, its model classes the descriptions and what is required; a list of facts beside them says
/// how lists merge. [kube.controlplane.apiserver.schema.generator.PublishedSchemaTest] compares
/// what comes of it with the resources of the engine, and writes them when it is asked to.
///
/// The client's version is the only number to change for a new Kubernetes. Version 27.0.0, the newest
/// that Maven Central had in November 2026, speaks the API of Kubernetes 1.36 (it is the first with
/// `MutatingAdmissionPolicy` in `v1`). What 1.37 has added to the schema is therefore missing here.
@NullMarked
package kube.controlplane.apiserver.schema.generator;

import org.jspecify.annotations.NullMarked;
