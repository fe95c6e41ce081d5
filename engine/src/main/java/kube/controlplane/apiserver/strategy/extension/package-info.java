/// The kinds that change the API itself: definitions, policies, webhooks and registrations.
@NullMarked
package kube.controlplane.apiserver.strategy.extension;

import org.jspecify.annotations.NullMarked;
