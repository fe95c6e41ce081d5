package site.bench.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import kube.controlplane.apiserver.admission.webhook.WebhookAnswer;
import kube.controlplane.apiserver.admission.webhook.WebhookCall;
import kube.controlplane.apiserver.admission.webhook.WebhookTransport;
import kube.foundation.api.Json;
import kube.foundation.machine.Actor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Webhooks that allow, refuse, paint, talk nonsense, answer late, or not at all.
final class OddWebhooks implements WebhookTransport {

  private static final List<String> PATCHES = List.of(
      "[{\"op\":\"add\",\"path\":\"/metadata/labels/painted\",\"value\":\"yes\"}]",
      "[{\"op\":\"remove\",\"path\":\"/spec\"}]", "[{\"op\":\"add\",\"path\":\"\",\"value\":1}]",
      "[{\"op\":\"replace\",\"path\":\"/metadata/name\",\"value\":\"other\"}]", "[1]", "nonsense",
      "[{\"op\":\"add\",\"path\":\"/spec/replicas\",\"value\":\"many\"}]");

  private final Actor actor;
  private final Random random;

  OddWebhooks(Actor actor, Random random) {
    this.actor = actor;
    this.random = random;
  }

  @Override
  public Optional<WebhookAnswer> ask(WebhookCall call, Consumer<WebhookAnswer> later) {
    WebhookAnswer answer = answer(call);
    if (random.nextInt(4) > 0) return Optional.of(answer);
    actor.after(Duration.ofMillis(random.nextInt(50)), () -> later.accept(answer));
    return Optional.empty();
  }

  private WebhookAnswer answer(WebhookCall call) {
    return switch (random.nextInt(10)) {
      case 0 -> new WebhookAnswer.Unreachable("connection refused");
      case 1 -> new WebhookAnswer.Reviewed(Json.object());
      case 2 -> new WebhookAnswer.Reviewed(Json.object().put("response", "yes"));
      case 3 -> new WebhookAnswer.Reviewed(review(call, false, Optional.empty()));
      case 4, 5 -> new WebhookAnswer.Reviewed(review(call, true,
          Optional.of(PATCHES.get(random.nextInt(PATCHES.size())))));
      default -> new WebhookAnswer.Reviewed(review(call, true, Optional.empty()));
    };
  }

  private static JsonNode review(WebhookCall call, boolean allowed, Optional<String> patch) {
    ObjectNode review = Json.object().put("apiVersion", "admission.k8s.io/v1")
        .put("kind", "AdmissionReview");
    ObjectNode response = review.putObject("response")
        .put("uid", Json.text(call.review(), "request.uid")).put("allowed", allowed);
    patch.ifPresent(text -> response.put("patchType", "JSONPatch").put("patch",
        Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
    return review;
  }
}
