package site.lab.past;

import java.util.List;
import java.util.Optional;
import kube.Cluster;
import kube.controlplane.etcd.Entry;
import kube.foundation.api.Json;
import kube.node.containerruntime.Words;

/// What one run of a container wrote, line by line, each with its moment: the page shows those that
/// had been written.
///
/// @param startedAt milliseconds since 1970, like all moments here
/// @param endedAt 0 while it runs
/// @param times one for each line
public record WordsThen(String container, int attempt, long startedAt, long endedAt,
    List<Long> times, List<String> lines) {

  public WordsThen {
    times = List.copyOf(times);
    lines = List.copyOf(lines);
  }

  /// On the cluster's loop: all runs of the containers of the Pod that lies there.
  static List<Words> read(Cluster cluster, Optional<Entry> pod) {
    return pod.map(entry -> Json.textIn(entry.value(), "metadata", "uid"))
        .filter(uid -> !uid.isEmpty()).map(cluster::wordsOf).orElse(List.of());
  }

  static WordsThen of(Words words) {
    return new WordsThen(words.container(), words.attempt(), words.startedAt().toEpochMilli(),
        words.endedAt().map(end -> end.toEpochMilli()).orElse(0L),
        words.lines().stream().map(line -> line.time().toEpochMilli()).toList(),
        words.lines().stream().map(line -> line.text()).toList());
  }
}
