package site.bench.crash;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import kube.controlplane.etcd.Operation;
import kube.controlplane.etcd.log.DurableStore;
import kube.controlplane.etcd.log.GroupCommitter;
import kube.foundation.machine.RealDisk;

/// The victim: writes pairs of keys as fast as it can, and says which of them are safe.
///
/// Each line of its output is a promise: `number name value`.
final class WriteUntilKilled {

  private static final int NAMES = 500;
  private static final long SNAPSHOT_AFTER_BYTES = 2_000_000;

  private WriteUntilKilled() {}

  /// @param arguments the folder and a seed
  public static void main(String[] arguments) {
    Random random = new Random(Long.parseLong(arguments[1]));
    RealDisk disk = new RealDisk(Path.of(arguments[0]));
    DurableStore store = DurableStore.open(disk, GroupCommitter::new, SNAPSHOT_AFTER_BYTES);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    out.println("ready");
    long number = store.revision();
    while (true) {
      String name = "name-" + random.nextInt(NAMES);
      String value = ++number + "x".repeat(random.nextInt(2_000));
      String promise = name + " " + number;
      byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
      store.transact(List.of(), List.of(new Operation.Put("/left/" + name, bytes),
          new Operation.Put("/right/" + name, bytes)), List.of());
      store.committer().whenSafe(() -> out.println(promise));
    }
  }
}
