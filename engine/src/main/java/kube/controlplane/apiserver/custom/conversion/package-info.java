/// Custom kinds whose versions differ in more than their name: objects are translated by a webhook
/// that the definition names, see [kube.controlplane.apiserver.custom.conversion.WebhookConversion].
@NullMarked
package kube.controlplane.apiserver.custom.conversion;

import org.jspecify.annotations.NullMarked;
