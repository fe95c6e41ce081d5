package kube.controlplane.apiserver.admission.webhook;

import java.util.Optional;
import java.util.function.Consumer;

/// The way to webhooks: over the network in a live cluster, a plain call in a simulated one.
public interface WebhookTransport {

  /// A cluster whose webhooks nobody serves.
  WebhookTransport NONE = (call, later) -> Optional.of(new WebhookAnswer.Unreachable(
      "Post \"" + call.url() + "\": dial tcp: connect: connection refused"));

  /// Asks; the answer comes at once, or later, on the loop.
  Optional<WebhookAnswer> ask(WebhookCall call, Consumer<WebhookAnswer> later);
}
