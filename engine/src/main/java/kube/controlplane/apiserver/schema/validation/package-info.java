/// What a client sent, compared with the shape that it should have.
///
/// [kube.controlplane.apiserver.schema.validation.FieldValidation] decides whether a slip is a
/// refusal, a warning or nothing.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
@NullMarked
package kube.controlplane.apiserver.schema.validation;

import org.jspecify.annotations.NullMarked;
