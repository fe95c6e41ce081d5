package kube.controlplane.apiserver.selector;

import java.util.Map;
import java.util.function.Predicate;

/// Reads label selectors: the slot `apiserver.selectors`.
///
/// It is asked for each object of a list, a watch or a deletion that has a selector. There is one
/// right answer, so the server compares it with its own: a guess could delete the wrong Pods.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
public interface Selectors {

  /// The text is no selector.
  final class BadSelector extends Exception {
    private static final long serialVersionUID = 1;

    private final int position;

    /// @param position of the letter at which it stops making sense, from 0
    public BadSelector(String message, int position) {
      super(message);
      this.position = position;
    }

    public int position() {
      return position;
    }
  }

  /// What objects with these labels are chosen.
  Predicate<Map<String, String>> parse(String text) throws BadSelector;

  /// The same selector in the one form that all equal ones share.
  String canonical(String text);
}
