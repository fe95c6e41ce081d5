package kube.foundation.client.informer;

import java.util.List;
import java.util.Optional;

import kube.foundation.api.Key;
import kube.foundation.api.Metadata;
import kube.foundation.machine.Confinement;

/// The server for one turn of somebody else's informer: it says again what it has just said to ours,
/// and notices who asks for anything else.
final class Turn implements ListWatch {

  private static final int MOST_QUESTIONS = 100;

  /// What has just happened to ours.
  sealed interface Scene {

    /// It has listed, for the first time as far as theirs is concerned.
    record First(Listing listing) implements Scene {}

    /// Its revision had expired, and it has listed again.
    record Again(Listing listing) implements Scene {}

    record News(Event event) implements Scene {}

    record Broken() implements Scene {}
  }

  private final Confinement confinement;
  private final Scene scene;
  private final String seen;
  private Optional<String> lie = Optional.empty();
  private boolean isOver;
  private int questions;

  /// @param seen the revision that theirs has seen; empty when none
  Turn(Confinement confinement, Scene scene, String seen) {
    this.confinement = confinement;
    this.scene = scene;
    this.seen = seen;
  }

  @Override
  public Listing list() {
    return confinement.ours(() -> {
      count();
      return switch (scene) {
        case Scene.First(Listing listing) -> over(listing);
        case Scene.Again(Listing listing) -> over(listing);
        case Scene.News _,Scene.Broken _ -> {
          lie("it lists everything again, although what happened since " + seen + " is known");
          yield new Listing(seen, List.of());
        }
      };
    });
  }

  @Override
  public List<Event> watch(String fromRevision) throws Cut, Expired {
    boolean isFromSeen = confinement.ours(() -> {
      count();
      if (fromRevision.equals(next())) return false;
      if (!fromRevision.equals(seen)) {
        lie("it watches from " + (fromRevision.isEmpty() ? "now" : fromRevision) + ", although it"
            + " has seen " + (seen.isEmpty() ? "nothing" : "what happened up to " + seen));
      }
      return fromRevision.equals(seen);
    });
    if (!isFromSeen) return List.of();
    return switch (scene) {
      case Scene.First _ -> List.of();
      case Scene.Again _ -> throw new Expired("too old resource version: " + fromRevision);
      case Scene.News(Event event) -> confinement.ours(() -> over(List.of(event)));
      case Scene.Broken _ -> {
        if (confinement.ours(this::wasOver)) yield List.of();
        throw new Cut("the connection broke");
      }
    };
  }

  /// The revision that theirs has seen when the turn is over.
  String next() {
    return switch (scene) {
      case Scene.First(Listing listing) -> listing.resourceVersion();
      case Scene.Again(Listing listing) -> listing.resourceVersion();
      case Scene.News(Event(Happened _, Metadata object)) -> object.resourceVersion();
      case Scene.Broken _ -> "still " + seen;
    };
  }

  private boolean wasOver() {
    boolean before = isOver;
    isOver = true;
    return before;
  }

  private <R> R over(R answer) {
    isOver = true;
    return answer;
  }

  private void count() {
    if (++questions > MOST_QUESTIONS) throw new IllegalStateException("too many questions at once");
  }

  private void lie(String what) {
    if (lie.isEmpty()) lie = Optional.of(what);
  }

  /// The object that this turn is about; empty when it is about all.
  Optional<Key> news() {
    return switch (scene) {
      case Scene.News(Event(Happened what, Metadata object)) when what != Happened.BOOKMARK ->
        Optional.of(object.key());
      case Scene.News _,Scene.Broken _ -> Optional.of(new Key("", ""));
      case Scene.First _,Scene.Again _ -> Optional.empty();
    };
  }

  /// Whether theirs has asked for what there was.
  boolean isOver() {
    return isOver;
  }

  Optional<String> lie() {
    return lie;
  }
}
