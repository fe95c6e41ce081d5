/// The words of the Kubernetes API, as values.
///
/// [kube.foundation.api.Resource] is an object with every field a client sent.
/// [kube.foundation.api.Pod], [kube.foundation.api.Node], [kube.foundation.api.ReplicaSet] and the
/// others are lean views of one, with the fields that components act on.
/// [kube.foundation.api.Kinds] lists what the API serves. [kube.foundation.api.ApiResult] is how a
/// request ends: with a value, or refused with a [kube.foundation.api.Status].
@NullMarked
package kube.foundation.api;

import org.jspecify.annotations.NullMarked;
