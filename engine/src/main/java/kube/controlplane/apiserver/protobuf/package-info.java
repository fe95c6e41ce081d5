/// Objects that arrive as protobuf, which `kubectl` from 1.32 on prefers for what it makes itself.
///
/// [kube.controlplane.apiserver.protobuf.ProtobufBody] turns such a body into the tree that JSON
/// would have given. Which number is which field comes from the schema. Answers are always JSON;
/// no client insists on anything else.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding
@NullMarked
package kube.controlplane.apiserver.protobuf;

import org.jspecify.annotations.NullMarked;
