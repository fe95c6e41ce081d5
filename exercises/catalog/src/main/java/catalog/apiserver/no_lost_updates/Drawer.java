package catalog.apiserver.no_lost_updates;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kube.controlplane.apiserver.registry.slot.Obj;
import kube.controlplane.apiserver.registry.slot.Shelf;

/// A shelf in the hands of the checks: they see what lies there, and let rivals in.
///
/// Versions are numbers in no order, as they may be.
final class Drawer implements Shelf {
  private static final Instant BEGIN = Instant.parse("2026-11-23T10:00:00Z");
  private static final int FIRST_RISING = 1001;
  private static final int STEP = 7919;
  private static final int VERSIONS = 10_007;

  private final Map<String, Obj> lying = new TreeMap<>();
  private final boolean countsGenerations;
  private final boolean isRising;
  private Instant now = BEGIN;
  private int versions;
  private int writes;
  private Runnable rival = () -> {};

  Drawer() {
    this(true, false);
  }

  private Drawer(boolean countsGenerations, boolean isRising) {
    this.countsGenerations = countsGenerations;
    this.isRising = isRising;
  }

  /// One for a kind whose wishes nobody counts.
  static Drawer withoutGenerations() {
    return new Drawer(false, false);
  }

  /// One whose versions happen to rise.
  static Drawer withRisingVersions() {
    return new Drawer(true, true);
  }

  /// Puts it there as the registry itself would, whatever lay there.
  Obj lay(Obj object) {
    Obj laid = object.born(newUid(), Optional.of(now))
        .withGeneration(countsGenerations ? 1 : 0).withVersion(nextVersion());
    lying.put(place(object.namespace(), object.name()), laid);
    return laid;
  }

  /// Somebody else changes what lies there.
  Obj replace(Obj object) {
    Obj changed = object.withVersion(nextVersion());
    lying.put(place(object.namespace(), object.name()), changed);
    return changed;
  }

  /// Lets somebody else write once, right after the next read.
  void rivalAfterRead(Runnable writes) {
    rival = writes;
  }

  Optional<Obj> now(Obj object) {
    return Optional.ofNullable(lying.get(place(object.namespace(), object.name())));
  }

  void passes(Duration time) {
    now = now.plus(time);
  }

  /// How often something was stored through the shelf.
  int writes() {
    return writes;
  }

  @Override
  public Optional<Obj> get(String namespace, String name) {
    Optional<Obj> read = Optional.ofNullable(lying.get(place(namespace, name)));
    Runnable waiting = rival;
    rival = () -> {};
    waiting.run();
    return read;
  }

  @Override
  public Optional<Obj> write(Obj object, String unchangedSince) {
    if (!versionAt(place(object.namespace(), object.name())).equals(unchangedSince)) {
      return Optional.empty();
    }
    writes++;
    return Optional.of(replace(object));
  }

  @Override
  public boolean remove(String namespace, String name, String unchangedSince) {
    String place = place(namespace, name);
    boolean isThere = lying.containsKey(place) && versionAt(place).equals(unchangedSince);
    if (isThere) lying.remove(place);
    return isThere;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public String newUid() {
    return "life-" + (versions + 1);
  }

  @Override
  public boolean countsGenerations() {
    return countsGenerations;
  }

  private String versionAt(String place) {
    Obj object = lying.get(place);
    return object == null ? "" : object.resourceVersion();
  }

  private String nextVersion() {
    versions++;
    int next = isRising ? FIRST_RISING + versions : versions * STEP % VERSIONS;
    return Integer.toString(next);
  }

  private static String place(String namespace, String name) {
    return namespace + "/" + name;
  }
}
