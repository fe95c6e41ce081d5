package kube.controlplane.apiserver.output;

import java.util.List;

/// Writes a list that may be long: the first few, and how many more there are.
public final class Shortened {

  private Shortened() {}

  /// `a,b,c + 2 more...`; `absent` when there is none.
  public static String list(List<String> entries, int shownAtMost, String absent) {
    if (entries.isEmpty()) return absent;
    if (entries.size() <= shownAtMost) return String.join(",", entries);
    return String.join(",", entries.subList(0, shownAtMost)) + " + "
        + (entries.size() - shownAtMost) + " more...";
  }
}
