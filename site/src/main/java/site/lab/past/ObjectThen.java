package site.lab.past;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kube.Cluster;
import kube.controlplane.etcd.Entry;
import kube.foundation.api.Json;
import kube.tools.kubectl.resource.Yaml;
import site.lab.LabTrouble;
import site.lab.Moments;
import tools.jackson.databind.node.ObjectNode;

/// One object as the store had it at a revision, as YAML, or what changed in it between two.
///
/// @param changedAt the revision that wrote it; 0 when it was not there
/// @param lines the YAML, line by line; with `+` or `-` before a line that came or went
public record ObjectThen(String key, long changedAt, List<String> lines) {
  private static final DiffRowGenerator ROWS = DiffRowGenerator.create()
      .lineNormalizer(line -> line).build();

  public ObjectThen {
    lines = List.copyOf(lines);
  }

  /// On the cluster's loop.
  ///
  /// @throws LabTrouble when the store has forgotten the revision
  static Optional<Entry> read(Cluster cluster, String key, long revision) {
    return cluster.etcd().get(key, Moments.readable(cluster, revision));
  }

  static ObjectThen of(String key, Optional<Entry> entry) {
    return new ObjectThen(key, entry.map(Entry::modRevision).orElse(0L),
        yaml(entry).stream().map(line -> " " + line).toList());
  }

  static ObjectThen between(String key, Optional<Entry> before, Optional<Entry> after) {
    List<String> lines = new ArrayList<>();
    for (DiffRow row : ROWS.generateDiffRows(yaml(before), yaml(after))) {
      switch (row.getTag()) {
        case EQUAL -> lines.add(" " + row.getNewLine());
        case DELETE -> lines.add("-" + row.getOldLine());
        case INSERT -> lines.add("+" + row.getNewLine());
        case CHANGE -> {
          if (!row.getOldLine().isEmpty()) lines.add("-" + row.getOldLine());
          if (!row.getNewLine().isEmpty()) lines.add("+" + row.getNewLine());
        }
      }
    }
    return new ObjectThen(key, after.map(Entry::modRevision).orElse(0L), lines);
  }

  private static List<String> yaml(Optional<Entry> entry) {
    if (entry.isEmpty()) return List.of();
    if (!(Json.parse(entry.get().value()) instanceof ObjectNode object)) {
      throw new LabTrouble("What lies under " + entry.get().key() + " is no object.");
    }
    ObjectNode metadata = object.withObject("metadata");
    metadata.remove("managedFields");
    metadata.put("resourceVersion", Long.toString(entry.get().modRevision()));
    return Yaml.write(object).lines().toList();
  }
}
