/// Typed views of the kinds behind storage: volumes, claims and classes.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/persistent-volumes/
@NullMarked
package kube.foundation.api.storage;

import org.jspecify.annotations.NullMarked;
