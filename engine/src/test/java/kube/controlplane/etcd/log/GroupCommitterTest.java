package kube.controlplane.etcd.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import kube.foundation.machine.RealDisk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log of a live cluster, on a real disk.
class GroupCommitterTest {

  private static final int WRITES = 2_000;

  @Test
  void writes_are_promised_in_order_and_found_again(@TempDir Path folder) throws Exception {
    List<Integer> promised = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch last = new CountDownLatch(WRITES);
    DurableStore store = DurableStore.open(new RealDisk(folder), GroupCommitter::new, 20_000);
    for (int write = 0; write < WRITES; write++) {
      int number = write;
      store.put("/key-" + number % 100, Integer.toString(number).getBytes(UTF_8));
      store.committer().whenSafe(() -> {
        promised.add(number);
        last.countDown();
      });
    }
    assertThat(last.await(60, SECONDS)).isTrue();
    store.committer().close();

    assertThat(promised).isSorted().hasSize(WRITES);
    DurableStore again = DurableStore.open(new RealDisk(folder), GroupCommitter::new, 20_000);
    assertThat(again.revision()).isEqualTo(WRITES + 1);
    assertThat(again.get("/key-99", 0)).map(entry -> entry.text())
        .contains(Integer.toString(WRITES - 1));
    assertThat(new RealDisk(folder).names()).as("old segments are gone").hasSizeLessThan(6);
    again.committer().close();
  }
}
