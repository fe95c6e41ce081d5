package catalog.kubectl.kubeconfig_resolver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kube.foundation.machine.Randomness;

/// A random command line, and the files that lie around it.
record RandomLine(Shelf shelf, Line line) {
  private static final List<String> NAMES = List.of("red", "blue", "green");
  private static final List<String> CREDENTIALS = List.of("token=%s", "tokenFile=%s.token",
      "client-certificate=%s.crt client-key=%s.key",
      "client-certificate-data=%s client-key-data=%s",
      "username=%s password=%s", "", "client-certificate=%s.crt token=%s");

  /// A line with so many files at most.
  static RandomLine draw(Randomness chance, int mostFiles) {
    Shelf shelf = new Shelf();
    List<String> paths = new ArrayList<>();
    for (int number = 0; number <= chance.below(mostFiles); number++) {
      String path = "/home/ann/" + number + "/config";
      if (chance.below(5) > 0) shelf.with(path, file(chance, "f" + number));
      paths.add(path);
      if (chance.below(5) == 0) paths.add("");
    }
    shelf.with("/home/ann/.kube/config", file(chance, "home"));
    Map<String, String> flags = new TreeMap<>();
    for (String flag : List.of("context", "cluster", "user", "namespace", "server")) {
      if (chance.below(6) == 0) {
        flags.put(flag, flag.equals("server") ? "https://flag" : chance.pick(NAMES));
      }
    }
    Optional<String> explicit = chance.below(5) == 0
        ? Optional.of(paths.getFirst())
        : Optional.empty();
    return new RandomLine(shelf,
        new Line(explicit, chance.below(4) == 0 ? List.of("") : paths, flags));
  }

  private static String[] file(Randomness chance, String file) {
    List<String> lines = new ArrayList<>();
    if (chance.below(3) > 0) lines.add("current " + chance.pick(NAMES));
    for (String name : NAMES) {
      String mark = file + "-" + name;
      if (chance.below(3) > 0) lines.add("cluster " + name + " server=https://" + mark);
      if (chance.below(3) > 0) {
        lines.add("user " + name + " " + chance.pick(CREDENTIALS).replace("%s", mark));
      }
      if (chance.below(3) > 0) {
        lines.add("context " + name + " cluster=" + chance.pick(NAMES) + " user="
            + chance.pick(NAMES) + (chance.below(2) == 0 ? " namespace=" + mark : ""));
      }
    }
    return lines.toArray(String[]::new);
  }
}
