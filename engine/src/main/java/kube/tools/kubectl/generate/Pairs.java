package kube.tools.kubectl.generate;

import java.util.SortedMap;
import java.util.TreeMap;

import kube.tools.kubectl.CommandFailure;

/// Pairs as people write them: `app=web,tier=front`.
final class Pairs {

  private Pairs() {}

  static SortedMap<String, String> parse(String text) {
    SortedMap<String, String> pairs = new TreeMap<>();
    for (String pair : text.split(",")) {
      int equals = pair.indexOf('=');
      if (equals < 1) throw CommandFailure.of("unexpected label spec: " + pair);
      pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return pairs;
  }
}
