package kube.controlplane.controllermanager.garbage;

import java.util.Collection;
import java.util.List;

/// Decides what is garbage: a part that can be replaced while the cluster runs.
///
/// It hears of every object, late and in any order between kinds, says which ones want a look, and
/// is then asked about each of those by itself.
///
/// One object at a time, and not all that is due in one answer: so the queue, its pace and what is
/// tried again are ours, a family of ten thousand generations needs no recursion, and an action that
/// is refused stops the judgement of one object only.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/garbage-collection/
public interface GarbageCollector {

  /// An object as the cache shows it now. Returns the uids of those that want a look.
  Collection<String> seen(Member object);

  /// The cache shows that the object is gone. Returns the uids of those that want a look.
  Collection<String> gone(ObjectName object);

  /// Looks at one object and says what is to be done.
  Judgement judge(String uid, Living living);

  /// What the API server itself says at this moment. Asking is dear, and never wrong.
  interface Living {

    Answer ask(ObjectName object);
  }

  /// What the API server said.
  sealed interface Answer {

    /// There is an object at this place; its uid may be another one's.
    record Found(Member object) implements Answer {}

    record Absent() implements Answer {}

    /// Its kind lies in a namespace, and the one that named it does not: there is no such place.
    record Impossible() implements Answer {}

    /// It could not be found out now.
    record Unknown(String reason) implements Answer {}
  }

  /// What is to be done about one object.
  ///
  /// @param actions in this order; after one that is refused, the rest waits for the next look
  /// @param lookAt the uids of others that want a look because of this one
  /// @param retry why the same object wants another look later; empty when it does not
  record Judgement(List<Action> actions, List<String> lookAt, String retry) {

    public Judgement {
      actions = List.copyOf(actions);
      lookAt = List.copyOf(lookAt);
    }

    public static Judgement nothing() {
      return new Judgement(List.of(), List.of(), "");
    }

    public static Judgement act(Action... actions) {
      return new Judgement(List.of(actions), List.of(), "");
    }

    public static Judgement lookAt(Collection<String> others) {
      return new Judgement(List.of(), List.copyOf(others), "");
    }

    public static Judgement later(String reason) {
      return new Judgement(List.of(), List.of(), reason);
    }
  }
}
