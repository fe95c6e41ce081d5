/// Derives the engine's schema from what the makers of Kubernetes publish.
///
/// The protobuf descriptors of the official Java client give the structure and the numbers of the
/// wire, its model classes the descriptions and what is required; a list of facts beside them says
/// how lists merge. [kube.controlplane.apiserver.schema.generator.PublishedSchemaTest] compares
/// what comes of it with the resources of the engine, and writes them when it is asked to.
@NullMarked
package kube.controlplane.apiserver.schema.generator;

import org.jspecify.annotations.NullMarked;
