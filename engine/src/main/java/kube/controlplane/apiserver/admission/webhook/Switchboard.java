package kube.controlplane.apiserver.admission.webhook;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import tools.jackson.databind.JsonNode;

/// Finds the webhook of an address: a function inside this cluster, or a server outside of it.
///
/// In a simulated cluster only the former exist; they answer at once, so a run stays a function of
/// program and seed. Owned by the loop.
public final class Switchboard implements WebhookTransport {

  private final Map<String, UnaryOperator<JsonNode>> inside = new TreeMap<>();
  private final Set<String> broken = new TreeSet<>();
  private WebhookTransport outside = WebhookTransport.NONE;

  /// Serves reviews at a host and port, such as `checker.default.svc:443`.
  ///
  /// @param webhook takes an `AdmissionReview` with a request and returns one with a response
  public void serve(String authority, UnaryOperator<JsonNode> webhook) {
    inside.put(authority, webhook);
  }

  /// From now on nobody answers there.
  public void silence(String authority) {
    inside.remove(authority);
  }

  /// Nobody answers there for a while, whoever serves it.
  public void breakDown(String authority) {
    broken.add(authority);
  }

  /// Whoever serves it answers again.
  public void mend(String authority) {
    broken.remove(authority);
  }

  /// Opens the way out, for a live cluster.
  public void connect(WebhookTransport newOutside) {
    outside = newOutside;
  }

  @Override
  public Optional<WebhookAnswer> ask(WebhookCall call, Consumer<WebhookAnswer> later) {
    if (broken.contains(call.authority())) {
      return Optional.of(new WebhookAnswer.Unreachable("Post \"" + call.url() + "\": dial tcp: "
          + "connect: connection refused"));
    }
    UnaryOperator<JsonNode> webhook = inside.get(call.authority());
    if (webhook != null) {
      return Optional.of(new WebhookAnswer.Reviewed(webhook.apply(call.review().deepCopy())));
    }
    if (call.isService()) {
      return Optional.of(new WebhookAnswer.Unreachable("Post \"" + call.url() + "\": dial tcp: "
          + "lookup " + call.host() + ": no such host"));
    }
    return outside.ask(call, later);
  }
}
