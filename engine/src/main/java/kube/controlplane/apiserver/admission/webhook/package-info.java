/// Webhooks: servers of others that are asked about a write, over HTTPS.
///
/// [kube.controlplane.apiserver.admission.webhook.Webhooks] is the gate. Asking takes time, and the
/// loop waits for nobody: a request that meets a webhook whose answer is not there yet stops with
/// [kube.controlplane.apiserver.admission.webhook.AnswerPending], having changed nothing, and is
/// carried out anew, from its beginning, when the answer has come.
/// [kube.controlplane.apiserver.admission.webhook.WebhookCalls] remembers the answers for it. So
/// whatever happened to the object meanwhile is seen, and a stale write refused as ever.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
@NullMarked
package kube.controlplane.apiserver.admission.webhook;

import org.jspecify.annotations.NullMarked;
