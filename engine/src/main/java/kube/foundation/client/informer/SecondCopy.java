package kube.foundation.client.informer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import kube.foundation.api.Key;
import kube.foundation.api.Metadata;
import kube.foundation.client.informer.ListWatch.Event;
import kube.foundation.client.informer.ListWatch.Happened;
import kube.foundation.client.informer.ListWatch.Listing;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Part;
import org.jspecify.annotations.Nullable;

/// Somebody else's informer beside ours: it hears what ours hears, and after each step both copies
/// show the same and have told the same, or it is sent away.
///
/// One that comes while the program runs begins with a list of what ours shows. What listeners are
/// told is ours, which is equal to theirs for as long as theirs is here.
///
/// Owned by the loop.
public final class SecondCopy {

  private static final int STEPS_AT_MOST = 3;

  /// Our own copy.
  public interface Ours {

    Optional<Metadata> get(Key key);

    List<Metadata> list();
  }

  /// What theirs shows after a step: all of it after a list, else the object that was in the news.
  private record Shown(boolean synced, List<Metadata> objects) {}

  private final Actor actor;
  private final Part<MetadataInformer> part;
  private final Ours ours;
  private final List<String> told = new ArrayList<>();
  private final List<String> right = new ArrayList<>();
  private @Nullable MetadataInformer standing;
  private String seen = "";

  /// @param part of which somebody else's stands here
  public SecondCopy(Actor actor, Part<MetadataInformer> part, Ours ours) {
    this.actor = actor;
    this.part = part;
    this.ours = ours;
  }

  /// Ours has told this difference in the step that is about to end.
  ///
  /// @param wasSeen whether the news came by the stream, and not by a list
  public void told(Optional<Metadata> before, Optional<Metadata> after, boolean wasSeen) {
    boolean isAnother = before.isPresent() && after.isPresent()
        && !before.get().uid().equals(after.get().uid());
    if (isAnother || after.isEmpty()) {
      before.ifPresent(last -> right.add(deleted(last, isAnother || !wasSeen)));
    }
    if (isAnother || before.isEmpty()) after.ifPresent(now -> right.add(added(now)));
    if (!isAnother && before.isPresent() && after.isPresent()) {
      right.add(updated(before.get(), after.get()));
    }
  }

  /// Ours has listed all that it shows now.
  public void listed(String revision) {
    step(revision, new Turn.Scene.Again(new Listing(revision, ours.list())));
  }

  /// Ours has taken this piece of news.
  public void heard(String type, Metadata object) {
    step(object.resourceVersion(), new Turn.Scene.News(new Event(Happened.valueOf(type), object)));
  }

  /// The stream of ours has ended, and it is about to go on from what it has seen.
  public void cut(String revision) {
    step(revision, new Turn.Scene.Broken());
  }

  private void step(String revision, Turn.Scene scene) {
    if (isNew()) {
      begin(revision);
    } else {
      take(new Turn(actor.confinement(), scene, seen));
      seen = revision;
    }
    right.clear();
  }

  @SuppressWarnings("ReferenceEquality") // Another instance, however equal, knows nothing yet.
  private boolean isNew() {
    MetadataInformer before = standing;
    ask(informer -> standing = informer);
    return standing != before;
  }

  private void begin(String revision) {
    told.clear();
    right.clear();
    List<Metadata> all = ours.list();
    all.forEach(object -> right.add(added(object)));
    boolean _ = part.ask(informer -> {
      informer.onChange(new Listener());
      return informer.synced();
    }, synced -> synced
        ? Optional.of("it says that its copy is whole before it has listed")
        : Optional.empty(), () -> false);
    take(new Turn(actor.confinement(),
        new Turn.Scene.First(new Listing(revision, all)), ""));
    seen = revision;
  }

  private void take(Turn turn) {
    Optional<Key> news = turn.news();
    List<Metadata> present = news.map(key -> ours.get(key).stream().toList())
        .orElseGet(ours::list);
    Supplier<Shown> nobody = () -> new Shown(true, List.of());
    Shown _ = part.ask(informer -> {
      for (int step = 0; step < STEPS_AT_MOST && !turn.isOver(); step++) informer.step(turn);
      return new Shown(informer.synced(), news.map(key -> informer.get(key).stream().toList())
          .orElseGet(informer::list));
    }, shown -> turn.lie().or(() -> lieIn(shown, present)), nobody);
    told.clear();
  }

  private void ask(Consumer<MetadataInformer> question) {
    boolean _ = part.ask(informer -> {
      question.accept(informer);
      return true;
    }, _ -> Optional.empty(), () -> true);
  }

  private Optional<String> lieIn(Shown shown, List<Metadata> objects) {
    if (!shown.synced()) return Optional.of("it says that its copy is not whole after a list");
    List<String> theirs = shown.objects().stream().map(SecondCopy::name).sorted().toList();
    List<String> present = objects.stream().map(SecondCopy::name).sorted().toList();
    return difference("shows", theirs, present)
        .or(() -> difference("says", told.stream().sorted().toList(),
            right.stream().sorted().toList()));
  }

  /// The first that is on one of the sorted lists only.
  private static Optional<String> difference(String verb, List<String> theirs,
      List<String> right) {
    if (theirs.equals(right)) return Optional.empty();
    List<String> missing = new ArrayList<>(right);
    theirs.forEach(missing::remove);
    if (!missing.isEmpty()) return Optional.of("it never " + verb + ": " + missing.getFirst());
    List<String> more = new ArrayList<>(theirs);
    right.forEach(more::remove);
    return Optional.of("it " + verb + " wrongly: " + more.getFirst());
  }

  private static String name(Metadata object) {
    return (object.namespace().isEmpty() ? "" : object.namespace() + "/") + object.name() + "@"
        + object.resourceVersion() + " " + object.uid();
  }

  private static String added(Metadata now) {
    return "added " + name(now);
  }

  private static String updated(Metadata before, Metadata now) {
    return "updated " + name(before) + " to " + now.resourceVersion();
  }

  /// Nobody agrees about the version in which a deleted object was seen last.
  private static String deleted(Metadata last, boolean lastStateUnknown) {
    return "deleted " + last.namespace() + "/" + last.name() + " " + last.uid()
        + (lastStateUnknown ? ", its last state unknown" : "");
  }

  /// Writes down what theirs tells.
  private final class Listener implements MetadataInformer.Handler {

    @Override
    public void added(Metadata now) {
      note(SecondCopy.added(now));
    }

    @Override
    public void updated(Metadata before, Metadata now) {
      note(SecondCopy.updated(before, now));
    }

    @Override
    public void deleted(Metadata last, boolean lastStateUnknown) {
      note(SecondCopy.deleted(last, lastStateUnknown));
    }

    private void note(String what) {
      boolean _ = actor.confinement().ours(() -> told.add(what));
    }
  }
}
