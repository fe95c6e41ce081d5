package kube.node.kubelet;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Quantity;
import kube.node.kubelet.container.RestartBackoff;

/// What a kubelet knows of the machine under it.
///
/// @param address the machine's own address
/// @param podCidr the range from which its Pods get theirs
/// @param cpu and `memory`, `pods` say what Pods may use, as quantities
public record Machine(String name, String address, String podCidr, String cpu, String memory,
    int pods) {

  /// How much fits on the disk of every machine.
  public static final long DISK_BYTES = 64L << 30;

  private static final String DISK = (DISK_BYTES >> 30) + "Gi";

  /// The `number`-th machine (from 1) of a cluster: 4 processors, 8 GiB, 110 Pods.
  ///
  /// Their names go from `node-a` to `node-z` and on with `node-aa`, as columns of a table do.
  public static Machine numbered(int number) {
    int place = number + 10;
    return new Machine("node-" + letters(number), "192.168." + place / 256 + "." + place % 256,
        "10." + (number < 256 ? 244 : number / 256) + "." + number % 256 + ".0/24", "4", "8Gi",
        110);
  }

  private static String letters(int number) {
    StringBuilder letters = new StringBuilder();
    for (int rest = number; rest > 0; rest = (rest - 1) / 26) {
      letters.insert(0, (char) ('a' + (rest - 1) % 26));
    }
    return letters.toString();
  }

  /// What Pods may use of it, by resource.
  public SortedMap<String, Quantity> allocatable() {
    SortedMap<String, Quantity> amounts = new TreeMap<>();
    amounts.put("cpu", Quantity.parse(cpu));
    amounts.put("ephemeral-storage", Quantity.parse(DISK));
    amounts.put("memory", Quantity.parse(memory));
    amounts.put("pods", Quantity.parse(Integer.toString(pods)));
    return amounts;
  }

  /// How long a container that crashes again and again waits at most.
  public Duration longestBackoff() {
    return RestartBackoff.LONGEST;
  }
}
