package site.bench.fuzz;

import java.net.URI;
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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Webhooks that allow, refuse, paint, convert, talk nonsense, answer late, or not at all.
final class OddWebhooks implements WebhookTransport {

  private static final List<String> PATCHES = List.of(
      "[{\"op\":\"add\",\"path\":\"/metadata/labels/painted\",\"value\":\"yes\"}]",
      "[{\"op\":\"remove\",\"path\":\"/spec\"}]", "[{\"op\":\"add\",\"path\":\"\",\"value\":1}]",
      "[{\"op\":\"replace\",\"path\":\"/metadata/name\",\"value\":\"other\"}]", "[1]", "nonsense",
      "[{\"op\":\"add\",\"path\":\"/spec/replicas\",\"value\":\"many\"}]");

  private final Actor actor;
  private final Random random;
  private final Excuses excuses;

  /// @param excuses are told of every failure that a client may be told of
  OddWebhooks(Actor actor, Random random, Excuses excuses) {
    this.actor = actor;
    this.random = random;
    this.excuses = excuses;
  }

  @Override
  public Optional<WebhookAnswer> ask(WebhookCall call, Consumer<WebhookAnswer> later) {
    if (random.nextInt(200) == 0) {
      excuses.troubled(name(call));
      actor.after(call.timeout(), () -> later.accept(new WebhookAnswer.Unreachable(
          "context deadline exceeded")));
      return Optional.empty();
    }
    WebhookAnswer answer = name(call).equals(Excuses.CONVERTER) ? conversion(call) : answer(call);
    if (random.nextInt(4) > 0) return Optional.of(answer);
    actor.after(Duration.ofMillis(random.nextInt(50)), () -> later.accept(answer));
    return Optional.empty();
  }

  private WebhookAnswer answer(WebhookCall call) {
    int mood = random.nextInt(10);
    boolean isPainter = name(call).equals(Excuses.PAINTER);
    boolean patches = mood == 4 || mood == 5;
    if (mood < 3 || (patches && !isPainter)) excuses.troubled(name(call));
    if (mood == 3 && isPainter) excuses.painterDenied();
    return switch (mood) {
      case 0 -> new WebhookAnswer.Unreachable("connection refused");
      case 1 -> new WebhookAnswer.Reviewed(Json.object());
      case 2 -> new WebhookAnswer.Reviewed(Json.object().put("response", "yes"));
      case 3 -> new WebhookAnswer.Reviewed(review(call, false, Optional.empty()));
      case 4, 5 -> patch(call, PATCHES.get(random.nextInt(PATCHES.size())));
      default -> new WebhookAnswer.Reviewed(review(call, true, Optional.empty()));
    };
  }

  private WebhookAnswer patch(WebhookCall call, String patch) {
    if (name(call).equals(Excuses.PAINTER)) excuses.painted(patch);
    return new WebhookAnswer.Reviewed(review(call, true, Optional.of(patch)));
  }

  private static String name(WebhookCall call) {
    return URI.create(call.url()).getHost();
  }

  /// Mostly the same objects under the other version; sometimes too few, failed, or nonsense.
  private WebhookAnswer conversion(WebhookCall call) {
    int mood = random.nextInt(30);
    if (mood <= 4) excuses.troubled(Excuses.CONVERTER);
    if (mood == 0) return new WebhookAnswer.Unreachable("connection refused");
    if (mood == 1) return new WebhookAnswer.Reviewed(Json.object().put("response", 1));
    ObjectNode review = Json.object().put("apiVersion", "apiextensions.k8s.io/v1")
        .put("kind", "ConversionReview");
    ObjectNode response = review.putObject("response")
        .put("uid", Json.text(call.review(), "request.uid"));
    boolean fails = mood == 2;
    response.putObject("result").put("status", fails ? "Failure" : "Success");
    ArrayNode converted = response.putArray("convertedObjects");
    if (fails) return new WebhookAnswer.Reviewed(review);
    String version = Json.text(call.review(), "request.desiredAPIVersion");
    for (JsonNode object : call.review().path("request").path("objects")) {
      ObjectNode other = ((ObjectNode) object.deepCopy()).put("apiVersion", version);
      if (other.get("spec") instanceof ObjectNode spec && spec.has("teeth")) {
        JsonNode teeth = spec.get("teeth");
        if (teeth.isNumber()) spec.put("teeth", Json.text(teeth));
        else
          spec.put("teeth", Json.text(teeth).length());
      }
      if (mood == 3) other.put("kind", "Other");
      if (mood != 4) converted.add(other);
    }
    return new WebhookAnswer.Reviewed(review);
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
