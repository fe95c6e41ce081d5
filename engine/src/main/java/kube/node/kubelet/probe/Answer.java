package kube.node.kubelet.probe;

/// What came of asking once.
///
/// @param text for people, when it went badly
public record Answer(boolean isGood, String text) {

  static final Answer GOOD = new Answer(true, "");

  static Answer bad(String text) {
    return new Answer(false, text);
  }
}
