package kube.node.kubelet.container;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import kube.foundation.api.Json;
import kube.foundation.machine.Actor;
import kube.node.containerruntime.ContainerRuntime;
import kube.node.containerruntime.ContainerRuntime.Pull;
import kube.node.containerruntime.Credential;
import kube.node.kubelet.wish.PodWish;
import tools.jackson.databind.JsonNode;

/// Brings the image of a container to the machine, as its pull policy wants.
///
/// Owned by the loop.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/containers/images/#updating-images
public final class ImagePuller {

  private static final Pattern REFERENCE = Pattern.compile("([a-zA-Z0-9.-]+(:\\d+)?/)?"
      + "[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*"
      + "(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[a-f0-9]{64})?");
  private static final int ATTEMPTS_AT_MOST = 50;
  private static final Duration UNTIL_BACK_OFF_SHOWS = Duration.ofSeconds(1);

  private final Actor actor;
  private final ContainerRuntime runtime;
  private final Doubling backoff;
  private final PodEvents events;
  private final ConfigReader secrets;
  private final Runnable changed;
  private List<PullAttempt> attempts = List.of();

  /// @param changed is called when a state has changed later
  public ImagePuller(Actor actor, ContainerRuntime runtime, Doubling backoff,
      PodEvents events, ConfigReader secrets, Runnable changed) {
    this.actor = actor;
    this.runtime = runtime;
    this.backoff = backoff;
    this.events = events;
    this.secrets = secrets;
    this.changed = changed;
  }

  /// Runs `whenHere` when the image is on the machine. What goes wrong shows in the view, with the
  /// moment for the next try.
  public void bring(PodWish pod, ContainerView view, Runnable whenHere) {
    String image = view.wish().image();
    if (!REFERENCE.matcher(image).matches()) {
      refuse(view, "InvalidImageName", "Failed to apply default image tag \"" + image
          + "\": couldn't parse image name \"" + image + "\": invalid reference format");
    } else if (runtime.hasImage(image) && !view.wish().pullPolicy().equals("Always")) {
      events.normal(view, "Pulled", "Container image \"" + image
          + "\" already present on machine and can be accessed by the pod");
      whenHere.run();
    } else if (view.wish().pullPolicy().equals("Never")) {
      String message = "Container image \"" + image
          + "\" is not present with pull policy of Never";
      events.warning(view, "ErrImageNeverPull", message);
      refuse(view, "ErrImageNeverPull", message);
    } else {
      pull(pod, view, whenHere);
    }
  }

  private void pull(PodWish pod, ContainerView view, Runnable whenHere) {
    String image = view.wish().image();
    List<Credential> credentials = credentials(pod);
    events.normal(view, "Pulling", "Pulling image \"" + image + "\"");
    runtime.pullImage(image, credentials,
        pull -> actor.post(() -> pulled(view, image, pull, whenHere)));
  }

  private void pulled(ContainerView view, String image, Pull pull, Runnable whenHere) {
    switch (pull) {
      case Pull.Pulled(Duration took, Duration waited, long bytes) -> {
        events.normal(view, "Pulled", "Successfully pulled image \"" + image + "\" in "
            + GoDuration.text(took) + " (" + GoDuration.text(took.plus(waited))
            + " including waiting). Image size: " + bytes + " bytes.");
        remember(new PullAttempt(view.name(), image, actor.now(), 0, actor.now(), ""));
        backoff.forget("pull " + image);
        whenHere.run();
      }
      case Pull.Failed(String message) -> failed(view, image, message);
    }
    changed.run();
  }

  private void failed(ContainerView view, String image, String message) {
    events.warning(view, "Failed", "Failed to pull image \"" + image + "\": " + message);
    events.warning(view, "Failed", "Error: ErrImagePull");
    Duration wait = backoff.next("pull " + image);
    PullAttempt failed = new PullAttempt(view.name(), image, actor.now(),
        backoff.failures("pull " + image), actor.now().plus(wait), message);
    remember(failed);
    hold(view, failed, UNTIL_BACK_OFF_SHOWS);
  }

  private void hold(ContainerView view, PullAttempt failed, Duration untilBackOffShows) {
    view.waitsFor("ErrImagePull", failed.message());
    view.notPrepared(failed.next());
    actor.after(untilBackOffShows, () -> {
      if (view.hasRun() && view.isRunning()) return;
      events.normal(view, "BackOff", "Back-off pulling image \"" + failed.image() + "\"");
      events.warning(view, "Failed", "Error: ImagePullBackOff");
      showBackOff(view, failed);
      changed.run();
    });
  }

  private static void showBackOff(ContainerView view, PullAttempt failed) {
    view.waitsFor("ImagePullBackOff", "Back-off pulling image \"" + failed.image()
        + "\": ErrImagePull: " + failed.message());
  }

  /// A success is worth remembering only after a failure.
  private void remember(PullAttempt attempt) {
    if (!attempt.hasFailed() && attempts.isEmpty()) return;
    int first = Math.max(0, attempts.size() + 1 - ATTEMPTS_AT_MOST);
    List<PullAttempt> all = new ArrayList<>(attempts.subList(first, attempts.size()));
    all.add(attempt);
    attempts = all;
  }

  /// The latest pull for the container that had ended by then; empty unless it failed.
  public Optional<PullAttempt> failedPullAt(String container, Instant moment) {
    return attempts.reversed().stream()
        .filter(one -> one.container().equals(container) && !one.at().isAfter(moment))
        .findFirst().filter(PullAttempt::hasFailed);
  }

  /// Waits on as the puller did that this one is a copy of.
  public void goOn(ContainerView view, PullAttempt failed) {
    if (!failed.image().equals(view.wish().image())) return;
    backoff.remember("pull " + failed.image(), failed.failures());
    remember(failed);
    Duration gone = Duration.between(failed.at(), actor.now());
    if (gone.compareTo(UNTIL_BACK_OFF_SHOWS) < 0) {
      hold(view, failed, UNTIL_BACK_OFF_SHOWS.minus(gone));
    } else {
      showBackOff(view, failed);
      view.notPrepared(failed.next());
    }
  }

  private void refuse(ContainerView view, String reason, String message) {
    events.warning(view, reason.equals("InvalidImageName") ? "InspectFailed" : "Failed",
        reason.equals("InvalidImageName") ? message : "Error: " + reason);
    if (reason.equals("InvalidImageName")) events.warning(view, "Failed", "Error: " + reason);
    view.waitsFor(reason, message);
    view.notPrepared(actor.now().plus(ContainerStarter.RETRY));
  }

  private List<Credential> credentials(PodWish pod) {
    List<Credential> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String secret : pod.settings().pullSecrets()) {
      Optional<List<Credential>> logins = secrets.dockerConfig(secret)
          .flatMap(ImagePuller::logins);
      if (logins.isEmpty()) missing.add(secret);
      logins.ifPresent(found::addAll);
    }
    if (!missing.isEmpty()) {
      events.warning("FailedToRetrieveImagePullSecret",
          "Unable to retrieve some image pull secrets (" + String.join(", ", missing)
              + "); attempting to pull the image may not succeed.");
    }
    return found;
  }

  /// The logins that a Secret holds; empty when one of them cannot be read.
  private static Optional<List<Credential>> logins(JsonNode config) {
    List<Credential> logins = new ArrayList<>();
    try {
      config.path("auths")
          .forEachEntry((registry, login) -> logins.add(credential(registry, login)));
    } catch (IllegalArgumentException isNotBase64) {
      return Optional.empty();
    }
    return Optional.of(logins);
  }

  private static Credential credential(String registry, JsonNode login) {
    String both = new String(Base64.getDecoder().decode(Json.text(login, "auth")),
        StandardCharsets.UTF_8);
    int colon = both.indexOf(':');
    return colon < 0
        ? new Credential(registry, Json.text(login, "username"), Json.text(login, "password"))
        : new Credential(registry, both.substring(0, colon), both.substring(colon + 1));
  }
}
