package catalog.controllers.rolling_update;

import java.time.Duration;
import java.util.Optional;
import kube.foundation.api.apps.DeploymentStrategy;
import kube.foundation.api.apps.DeploymentStrategy.Recreate;
import kube.foundation.api.apps.DeploymentStrategy.RollingUpdate;
import kube.foundation.api.IntOrPercent;

/// What a user wishes for, and may change while the controller works.
final class Wish {

  private int replicas;
  private String version = "v1";
  private boolean isReordered;
  private DeploymentStrategy strategy = rolling(IntOrPercent.percent(25), IntOrPercent.percent(25));
  private Duration minReady = Duration.ZERO;
  private Optional<Duration> deadline = Optional.of(Duration.ofMinutes(10));
  private int revisionsKept = 10;
  private boolean paused;
  private long generation = 1;
  private Runnable onChange = () -> {};

  private Wish(int replicas) {
    this.replicas = replicas;
  }

  /// So many Pods of version `v1`; a quarter of them may be too many, and a quarter missing.
  static Wish of(int replicas) {
    return new Wish(replicas);
  }

  void onChange(Runnable listener) {
    onChange = listener;
  }

  Wish scaled(int to) {
    replicas = to;
    return changed();
  }

  Wish version(String to) {
    version = to;
    return changed();
  }

  /// The same template with its fields in another order.
  Wish reordered() {
    isReordered = true;
    return changed();
  }

  Wish bounds(IntOrPercent surge, IntOrPercent unavailable) {
    strategy = rolling(surge, unavailable);
    return changed();
  }

  Wish recreating() {
    strategy = new Recreate();
    return changed();
  }

  Wish minReady(Duration time) {
    minReady = time;
    return changed();
  }

  Wish deadline(Duration time) {
    deadline = Optional.of(time);
    return changed();
  }

  Wish withoutDeadline() {
    deadline = Optional.empty();
    return changed();
  }

  Wish keeping(int revisions) {
    revisionsKept = revisions;
    return changed();
  }

  Wish paused(boolean isPaused) {
    paused = isPaused;
    return changed();
  }

  private Wish changed() {
    generation++;
    onChange.run();
    return this;
  }

  private static DeploymentStrategy rolling(IntOrPercent surge, IntOrPercent unavailable) {
    return new RollingUpdate(surge, unavailable);
  }

  int replicas() {
    return replicas;
  }

  String version() {
    return version;
  }

  DeploymentStrategy strategy() {
    return strategy;
  }

  Duration minReady() {
    return minReady;
  }

  Optional<Duration> deadline() {
    return deadline;
  }

  int revisionsKept() {
    return revisionsKept;
  }

  boolean paused() {
    return paused;
  }

  long generation() {
    return generation;
  }

  int mostPods() {
    return strategy instanceof RollingUpdate bounds
        ? replicas + bounds.surge().roundedUp(replicas)
        : replicas;
  }

  /// The lower line. When both shares come out as none, one Pod may be missing.
  int leastAvailable() {
    if (!(strategy instanceof RollingUpdate bounds)) return 0;
    int missing = bounds.unavailable().roundedDown(replicas);
    boolean canMove = missing > 0 || bounds.surge().roundedUp(replicas) > 0;
    return Math.max(0, replicas - (canMove ? missing : 1));
  }

  String template() {
    return isReordered ? reordered(version) : template(version, "");
  }

  /// The template of a version, with a set's label in it when there is one.
  static String template(String version, String hash) {
    String label = hash.isEmpty() ? "" : ",\"pod-template-hash\":\"" + hash + "\"";
    return "{\"metadata\":{\"labels\":{\"app\":\"web\",\"tier\":\"front\"" + label + "}},"
        + "\"spec\":{\"containers\":[{\"name\":\"web\",\"image\":\"web:" + version + "\"}]}}";
  }

  private static String reordered(String version) {
    return "{\"spec\":{\"containers\":[{\"image\":\"web:" + version + "\",\"name\":\"web\"}]},"
        + "\"metadata\":{\"labels\":{\"tier\":\"front\",\"app\":\"web\"}}}";
  }

  static String withHash(String template, String hash) {
    return template.replace("\"app\":\"web\"",
        "\"app\":\"web\",\"pod-template-hash\":\"" + hash + "\"");
  }
}
