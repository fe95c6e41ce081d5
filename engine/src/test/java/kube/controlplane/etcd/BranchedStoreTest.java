package kube.controlplane.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Two stores with one past: what each writes afterwards is its own.
class BranchedStoreTest {

  private static final int KEYS = 300;
  private static final String TEMPLATE = "the same in every one of them, ".repeat(20);

  private final MultiVersionStore trunk = new MultiVersionStore();

  @Test
  void a_branch_knows_what_the_store_knew_at_the_revision_and_nothing_before() {
    write(trunk, "first");
    long fork = trunk.revision();
    write(trunk, "second");
    trunk.delete(key(7));

    MultiVersionStore branch = trunk.branch(fork);

    assertThat(shown(branch, 0)).isEqualTo(shown(trunk, fork)).hasSize(KEYS);
    assertThat(branch.revision()).isEqualTo(fork);
    assertThatThrownBy(() -> branch.get(key(1), fork - 1)).isInstanceOf(CompactedException.class);
  }

  @Test
  void what_one_of_them_writes_the_other_never_reads() {
    write(trunk, "first");
    long fork = trunk.revision();
    MultiVersionStore branch = trunk.branch(fork);
    List<String> before = shown(trunk, fork);

    write(trunk, "trunk");
    write(branch, "branch");
    branch.delete(key(0));

    assertThat(shown(trunk, fork)).isEqualTo(before);
    assertThat(shown(branch, fork)).isEqualTo(before);
    assertThat(shown(trunk, 0)).hasSize(KEYS).allMatch(entry -> entry.contains("trunk"));
    assertThat(shown(branch, 0)).hasSize(KEYS - 1).allMatch(entry -> entry.contains("branch"));
  }

  @Test
  void a_store_branches_only_where_it_can_be_read() {
    write(trunk, "first");
    trunk.compact(trunk.revision());

    assertThatThrownBy(() -> trunk.branch(2)).isInstanceOf(CompactedException.class);
    assertThatThrownBy(() -> trunk.branch(trunk.revision() + 1))
        .isInstanceOf(FutureRevisionException.class);
  }

  private static void write(MultiVersionStore store, String word) {
    for (int number = 0; number < KEYS; number++) {
      String value = TEMPLATE + number + (word + number).repeat(20);
      store.put(key(number), value.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String key(int number) {
    return "/registry/pods/default/web-" + number;
  }

  private static List<String> shown(MultiVersionStore store, long revision) {
    return store.range("", "\uffff", revision, 0).entries().stream().map(Entry::toString).toList();
  }
}
