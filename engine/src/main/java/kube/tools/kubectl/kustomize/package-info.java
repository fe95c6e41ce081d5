/// Kustomizations: manifests put together from bases, generated maps and changes.
///
/// [kube.tools.kubectl.kustomize.Kustomize] reads a folder and does everything in order:
/// [kube.tools.kubectl.kustomize.MapGenerator] makes ConfigMaps and Secrets,
/// [kube.tools.kubectl.kustomize.Patches] changes what the base says,
/// [kube.tools.kubectl.kustomize.Changes] changes names, namespaces, labels, images and numbers,
/// [kube.tools.kubectl.kustomize.References] makes those who name others name them anew, and
/// [kube.tools.kubectl.kustomize.LegacyOrder] puts the result into the order of old.
///
/// **Leaves out** components, replacements, vars, remote bases, plugins and Helm charts.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/manage-kubernetes-objects/kustomization/
@NullMarked
package kube.tools.kubectl.kustomize;

import org.jspecify.annotations.NullMarked;
