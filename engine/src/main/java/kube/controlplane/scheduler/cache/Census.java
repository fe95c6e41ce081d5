package kube.controlplane.scheduler.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import kube.controlplane.scheduler.view.PodTerm;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.api.LabelSelector;

/// Counts, for each question asked lately, how many Pods on each node it is about.
///
/// The first time a question is asked all Pods are looked at; afterwards each Pod that comes or goes
/// changes one number. So spreading a thousand Pods does not look a thousand times at all of them.
///
/// Owned by the loop.
public final class Census {

  /// Which Pods are meant.
  ///
  /// @param present whether Pods that are being deleted count no longer
  public record Question(Set<String> namespaces, boolean anywhere, LabelSelector namespaceSelector,
      LabelSelector selector, boolean present) {

    /// The Pods of one namespace that the selector chooses and that are to stay.
    public static Question staying(String namespace, LabelSelector selector) {
      return new Question(Set.of(namespace), false, LabelSelector.everything(), selector, true);
    }

    /// The Pods that the wish is about.
    public static Question about(PodTerm term) {
      return new Question(term.namespaces(), term.anywhere(), term.namespaceSelector(),
          term.selector(), false);
    }

    private boolean counts(PodView pod, PodTerm.NamespaceLabels labels) {
      if (present && pod.isLeaving()) return false;
      boolean there = namespaces.contains(pod.namespace())
          || (anywhere && namespaceSelector.matches(labels.of(pod.namespace())));
      return there && selector.matches(pod.labels());
    }
  }

  private static final int QUESTIONS_REMEMBERED = 256;

  private final PodTerm.NamespaceLabels namespaces;
  private final Consumer<Consumer<NodeRoom>> everyRoom;
  private final Map<Question, Map<NodeRoom, Integer>> answers = new LinkedHashMap<>(16, 0.75f,
      true);
  private final Map<String, List<Question>> ofNamespace = new HashMap<>();
  private final List<Question> wide = new ArrayList<>();

  Census(PodTerm.NamespaceLabels namespaces, Consumer<Consumer<NodeRoom>> everyRoom) {
    this.namespaces = namespaces;
    this.everyRoom = everyRoom;
  }

  /// The nodes that have such Pods, and how many. In no particular order: for sums only.
  public Map<NodeRoom, Integer> count(Question question) {
    Map<NodeRoom, Integer> known = answers.get(question);
    if (known != null) return known;
    if (answers.size() >= QUESTIONS_REMEMBERED) forget(answers.keySet().iterator().next());
    Map<NodeRoom, Integer> counts = new HashMap<>();
    everyRoom.accept(room -> {
      for (PodView pod : room.pods()) {
        if (question.counts(pod, namespaces)) counts.merge(room, 1, Integer::sum);
      }
    });
    answers.put(question, counts);
    listOf(question).forEach(list -> list.add(question));
    return counts;
  }

  private void forget(Question question) {
    answers.remove(question);
    listOf(question).forEach(list -> list.remove(question));
  }

  private List<List<Question>> listOf(Question question) {
    if (question.anywhere) return List.of(wide);
    return question.namespaces.stream()
        .map(namespace -> ofNamespace.computeIfAbsent(namespace, n -> new ArrayList<>()))
        .toList();
  }

  /// Labels of namespaces have changed: questions that ask for them must be asked anew.
  void namespacesChanged() {
    for (Question question : List.copyOf(wide)) forget(question);
  }

  void roomGone(NodeRoom room) {
    answers.values().forEach(counts -> counts.remove(room));
  }

  void add(NodeRoom room, PodView pod) {
    change(room, pod, 1);
  }

  void remove(NodeRoom room, PodView pod) {
    change(room, pod, -1);
  }

  private void change(NodeRoom room, PodView pod, int difference) {
    if (answers.isEmpty()) return;
    change(ofNamespace.getOrDefault(pod.namespace(), List.of()), room, pod, difference);
    change(wide, room, pod, difference);
  }

  private void change(List<Question> questions, NodeRoom room, PodView pod, int difference) {
    for (int i = 0; i < questions.size(); i++) {
      Question question = questions.get(i);
      if (!question.counts(pod, namespaces)) continue;
      Map<NodeRoom, Integer> counts = answers.get(question);
      if (counts != null) {
        counts.merge(room, difference, (a, b) -> a + b == 0 ? null : (Integer) (a + b));
      }
    }
  }
}
