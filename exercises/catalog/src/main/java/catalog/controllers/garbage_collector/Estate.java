package catalog.controllers.garbage_collector;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import grader.worker.LearnerThrew;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import kube.controlplane.controllermanager.garbage.Action;
import kube.controlplane.controllermanager.garbage.GarbageCollector;
import kube.controlplane.controllermanager.garbage.Member;
import kube.controlplane.controllermanager.garbage.ObjectName;
import kube.foundation.machine.Randomness;

/// A few objects that own each other, an API server that knows them, and a cache that may be late.
///
/// The collector hears of every change through the cache, is asked about whom it wants to look at,
/// and what it decides is carried out at once. Every object is a ConfigMap of the namespace default.
final class Estate implements GarbageCollector.Living {
  private static final int MOST_LOOKS = 3_000;
  private static final int DEEDS_TOLD = 12;

  private final SortedMap<String, Member> truth = new TreeMap<>();
  private final List<Runnable> news = new ArrayList<>();
  private final LinkedHashSet<String> queue = new LinkedHashSet<>();
  private final Set<String> again = new TreeSet<>();
  private final Set<String> silent = new TreeSet<>();
  private final Set<String> nowhere = new TreeSet<>();
  private final List<String> deeds = new ArrayList<>();
  private GarbageCollector collector;
  private Runnable atTheNextQuestion = () -> {};
  private String story = "";
  private int asked;
  private int mostDeletesAtOnce;
  private boolean isUnpinned;

  Estate(GarbageCollector collector) {
    this.collector = collector;
  }

  Estate telling(String sentences) {
    story = sentences;
    return this;
  }

  // What happens in the cluster.

  /// An object that these own; each keeps its owners waiting in the foreground.
  Estate object(String name, String... owners) {
    return put(Heirs.of(name, "u-" + name, List.of(owners).stream().map(this::find).toList()));
  }

  Estate put(Member object) {
    truth.put(object.name().key().name(), object);
    GarbageCollector heard = collector;
    news.add(() -> queue.addAll(heard.seen(object)));
    return this;
  }

  /// An object that the cache has not shown, and will not show.
  Estate unseen(Member object) {
    truth.put(object.name().key().name(), object);
    return this;
  }

  /// A user deletes it.
  Estate delete(String name, String policy) {
    Member object = truth.get(name);
    if (object != null) remove(object, policy);
    return this;
  }

  /// Somebody who had a finalizer on it has done their work.
  Estate finished(String name, String finalizer) {
    release(find(name), finalizer);
    return this;
  }

  /// The API server cannot say anything about it for now.
  Estate silent(String name) {
    silent.add(name);
    return this;
  }

  /// There can be no such place: this object lies in no namespace, and names an owner that does.
  Estate nowhere(String name) {
    nowhere.add(name);
    return this;
  }

  Estate speaking() {
    silent.clear();
    return this;
  }

  /// This happens at the moment in which the collector asks for the first time.
  Estate atTheNextQuestion(Runnable event) {
    atTheNextQuestion = event;
    return this;
  }

  /// The cache says that it is gone, whether that is so or not.
  Estate rumor(ObjectName object) {
    news.add(() -> queue.addAll(collector.gone(object)));
    return this;
  }

  /// The news comes in another order.
  Estate shuffled(Randomness chance) {
    for (int i = news.size() - 1; i > 0; i--) {
      news.add(news.remove(chance.below(i + 1)));
    }
    return this;
  }

  Estate forgetNews() {
    news.clear();
    return this;
  }

  /// The process ends, and another one begins with a fresh cache.
  Estate restart(GarbageCollector fresh) {
    collector = fresh;
    news.clear();
    queue.clear();
    again.clear();
    List.copyOf(truth.values()).forEach(this::put);
    return this;
  }

  // What the collector does.

  /// All news is told and all looks are taken, until nothing is left to do.
  Estate settle() {
    for (int looks = 0; !news.isEmpty() || !queue.isEmpty(); looks++) {
      if (!news.isEmpty()) {
        news.removeFirst().run();
      } else {
        judge(queue.removeFirst());
      }
      about("an end of the work").because("A loop that never rests keeps the API server busy.")
          .failUnless(looks < MOST_LOOKS);
    }
    return this;
  }

  /// Those who wanted another look later get it now.
  Estate later() {
    queue.addAll(again);
    again.clear();
    return settle();
  }

  private void judge(String uid) {
    GarbageCollector.Judgement judgement;
    try {
      judgement = collector.judge(uid, this);
    } catch (LearnerThrew thrown) {
      if (!thrown.type().equals("StackOverflowError")) throw thrown;
      mostDeletesAtOnce = Integer.MAX_VALUE;
      return;
    }
    queue.addAll(judgement.lookAt());
    if (!judgement.retry().isEmpty()) again.add(uid);
    mostDeletesAtOnce = Math.max(mostDeletesAtOnce, (int) judgement.actions().stream()
        .filter(Action.Delete.class::isInstance).count());
    judgement.actions().forEach(this::carryOut);
  }

  private void carryOut(Action action) {
    String name = action.target().key().name();
    Member found = truth.get(name);
    isUnpinned |= action.target().uid().isEmpty();
    if (found == null) return;
    if (!isUnpinned && !found.name().uid().equals(action.target().uid())) return;
    switch (action) {
      case Action.Delete(_, String policy, _) -> {
        deeds.add("delete " + name + " (" + policy + ")");
        remove(found, policy);
      }
      case Action.DropOwners(_, Set<String> owners, _) -> {
        deeds.add("take " + owners + " off the owners of " + name);
        change(Heirs.without(found, owners));
      }
      case Action.Unblock _ -> {
        deeds.add("unblock " + name);
        change(Heirs.unblocked(found));
      }
      case Action.RemoveFinalizer(_, String finalizer, _) -> {
        deeds.add("take the finalizer " + finalizer + " off " + name);
        release(found, finalizer);
      }
      case Action.Report _ -> deeds.add("report " + name);
    }
  }

  private void remove(Member object, String policy) {
    Member marked = Heirs.marked(object, policy);
    if (marked.finalizers().isEmpty()) {
      end(marked);
    } else {
      change(marked);
    }
  }

  private void release(Member object, String finalizer) {
    Member released = Heirs.released(object, finalizer);
    if (released.isBeingDeleted() && released.finalizers().isEmpty()) {
      end(released);
    } else {
      change(released);
    }
  }

  private void change(Member object) {
    if (!object.equals(truth.get(object.name().key().name()))) put(object);
  }

  private void end(Member object) {
    truth.remove(object.name().key().name());
    GarbageCollector heard = collector;
    news.add(() -> queue.addAll(heard.gone(object.name())));
  }

  @Override
  public GarbageCollector.Answer ask(ObjectName object) {
    asked++;
    Runnable event = atTheNextQuestion;
    atTheNextQuestion = () -> {};
    event.run();
    String name = object.key().name();
    if (nowhere.contains(name)) return new GarbageCollector.Answer.Impossible();
    if (silent.contains(name)) return new GarbageCollector.Answer.Unknown("etcd is away");
    Member found = truth.get(name);
    return found == null || !found.name().kind().equals(object.kind())
        || !List.of("", object.key().namespace()).contains(found.name().key().namespace())
            ? new GarbageCollector.Answer.Absent()
            : new GarbageCollector.Answer.Found(found);
  }

  // What is left.

  boolean has(String name) {
    return truth.containsKey(name);
  }

  /// An object that is known to be there.
  Member find(String name) {
    return Objects.requireNonNull(truth.get(name), name);
  }

  Set<String> names() {
    return new TreeSet<>(truth.keySet());
  }

  /// Each object that is left, with the uids of its owners.
  SortedMap<String, Set<String>> families() {
    SortedMap<String, Set<String>> families = new TreeMap<>();
    truth.forEach((name, object) -> families.put(name, Heirs.ownersOf(object)));
    return families;
  }

  int asked() {
    return asked;
  }

  int mostDeletesAtOnce() {
    return mostDeletesAtOnce;
  }

  boolean isUnpinned() {
    return isUnpinned;
  }

  boolean wantsAnotherLook() {
    return !again.isEmpty();
  }

  /// What a check says about what is left.
  Feedback about(String needed) {
    int told = Math.min(deeds.size(), DEEDS_TOLD);
    String rest = deeds.size() > told ? " and " + (deeds.size() - told) + " deeds more" : "";
    Set<String> left = names();
    return weDid(story)
        .youAnswered("You did " + deeds.subList(0, told) + rest + ". Left are "
            + (left.size() > DEEDS_TOLD ? left.size() + " objects" : left) + ".")
        .weNeeded("We needed: " + needed + ".").read("L20");
  }

  /// These objects are left, and no others.
  Estate leaves(String because, String... names) {
    Set<String> needed = new TreeSet<>(List.of(names));
    about(needed + " are left").because(because).failUnless(names().equals(needed));
    return this;
  }
}
