/// Who owns which field of an object: the notes in `metadata.managedFields`.
///
/// Every write passes [kube.controlplane.apiserver.managedfields.FieldManager], in this order:
///
/// 1. [kube.controlplane.apiserver.managedfields.ManagerName]: under which name is written?
/// 2. [kube.controlplane.apiserver.managedfields.ManagedFields]: what did the notes say so far?
/// 3. For an apply, [kube.controlplane.apiserver.managedfields.Merging] joins the configuration to
///    the object and [kube.controlplane.apiserver.managedfields.Pruning] takes out what its author
///    no longer wants.
/// 4. [kube.controlplane.apiserver.managedfields.Comparison]: what does the write change?
/// 5. Whoever changes a field owns it from then on; an apply that would take a field from another
///    owner is a [kube.controlplane.apiserver.managedfields.Conflicts], unless forced.
///
/// [kube.controlplane.apiserver.managedfields.FieldSet] computes with sets of fields.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/using-api/server-side-apply/
@NullMarked
package kube.controlplane.apiserver.managedfields;

import org.jspecify.annotations.NullMarked;
