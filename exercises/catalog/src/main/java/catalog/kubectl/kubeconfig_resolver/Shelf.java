package catalog.kubectl.kubeconfig_resolver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kube.tools.kubectl.config.slot.KubeconfigResolver.ConfigFile;
import kube.tools.kubectl.config.slot.KubeconfigResolver.Disk;
import kube.tools.kubectl.config.slot.KubeconfigResolver.Entry;

/// The kubeconfig files of one computer.
final class Shelf implements Disk {
  private final Map<String, ConfigFile> files = new TreeMap<>();

  @Override
  public Optional<ConfigFile> read(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /// Puts a file there, written as its lines: `cluster c server=https://c`, `user u token=t`,
  /// `context x cluster=c user=u`, `current x`.
  Shelf with(String path, String... lines) {
    Map<String, List<Entry>> lists = new TreeMap<>();
    String current = "";
    for (String line : lines) {
      String[] words = line.split(" ");
      if (words[0].equals("current")) {
        current = words[1];
      } else {
        lists.computeIfAbsent(words[0], _ -> new ArrayList<>()).add(entry(words));
      }
    }
    files.put(path, new ConfigFile(path.substring(0, path.lastIndexOf('/')),
        lists.getOrDefault("cluster", List.of()), lists.getOrDefault("user", List.of()),
        lists.getOrDefault("context", List.of()), current));
    return this;
  }

  private static Entry entry(String[] words) {
    SortedMap<String, String> fields = new TreeMap<>();
    for (int field = 2; field < words.length; field++) {
      int sign = words[field].indexOf('=');
      fields.put(words[field].substring(0, sign), words[field].substring(sign + 1));
    }
    return new Entry(words[1], fields);
  }

  /// What lies there, as `/home/ann/test: current test; cluster c {server=…}; …`.
  @Override
  public String toString() {
    return files.entrySet().stream().map(file -> "`" + file.getKey() + "`: "
        + (file.getValue().currentContext().isEmpty()
            ? ""
            : "current-context " + file.getValue().currentContext() + "; ")
        + told("cluster", file.getValue().clusters()) + told("user", file.getValue().users())
        + told("context", file.getValue().contexts())).collect(Collectors.joining(" "));
  }

  private static String told(String list, List<Entry> entries) {
    return entries.stream().map(entry -> list + " " + entry.name() + " " + entry.fields() + "; ")
        .collect(Collectors.joining());
  }
}
