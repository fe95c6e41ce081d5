/// Translations of the built-in kinds that clients may speak in more than one version.
@NullMarked
package kube.controlplane.apiserver.catalogue.conversion;

import org.jspecify.annotations.NullMarked;
