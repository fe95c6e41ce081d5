package kube.scenarios.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What people type when they look around in a container, one line after the other.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/debug/debug-application/get-shell-running-container/
class ShellToolsTest {

  private final Machines machines = Machines.of(1)
      .pod("box", "containers: [{name: c, image: busybox, command: [sleep, 1d]}]").seconds(5);

  private String type(String line) {
    return machines.shell("box", "c", line);
  }

  @Test
  void text_is_replaced_left_out_and_chosen_by_line() {
    assertThat(type("echo 'a b a' | sed 's/a/x/'")).isEqualTo("x b a\n");
    assertThat(type("echo 'a b a' | sed 's|a|x|g'")).isEqualTo("x b x\n");
    assertThat(type("echo one two | sed 's/\\(one\\) \\(two\\)/\\2 \\1 &/'"))
        .isEqualTo("two one one two\n");
    assertThat(type("seq 5 | sed -n '2,3p'")).isEqualTo("2\n3\n");
    assertThat(type("seq 3 | sed '/2/d'")).isEqualTo("1\n3\n");
    assertThat(type("echo color=red > /tmp/f; sed -i 's/red/blue/' /tmp/f; cat /tmp/f"))
        .isEqualTo("color=blue\n");
  }

  @Test
  void signs_are_translated_and_columns_are_cut_out() {
    assertThat(type("echo Hello | tr a-z A-Z")).isEqualTo("HELLO\n");
    assertThat(type("echo Hello | tr -d l")).isEqualTo("Heo\n");
    assertThat(type("printf 'a\\nb\\n' | tr '\\n' ' '")).isEqualTo("a b ");
    assertThat(type("echo root:x:0:0 | cut -d: -f1,3")).isEqualTo("root:0\n");
    assertThat(type("echo abcdef | cut -c 2-4")).isEqualTo("bcd\n");
  }

  @Test
  void columns_are_picked_and_words_become_arguments() {
    assertThat(type("echo 'one two three' | awk '{print $2}'")).isEqualTo("two\n");
    assertThat(type("printf 'NAME IP\\nweb 10.0.0.1\\n' | awk 'NR>1 {print $NF \"/\" $1, NR}'"))
        .isEqualTo("10.0.0.1/web 2\n");
    assertThat(type("echo root:x:0 | awk -F: '/root/ {print $3}'")).isEqualTo("0\n");
    assertThat(type("echo a | awk 'BEGIN {x=1}' || echo no")).endsWith("no\n");
    assertThat(type("seq 3 | xargs echo all")).isEqualTo("all 1 2 3\n");
    assertThat(type("seq 3 | xargs -n 2 echo")).isEqualTo("1 2\n3\n");
    assertThat(type("seq 2 | xargs -I % echo no. % of two"))
        .isEqualTo("no. 1 of two\nno. 2 of two\n");
    assertThat(type("true | xargs echo")).isEmpty();
  }

  @Test
  void sizes_kinds_and_programs_are_shown() {
    type("mkdir -p /data/in; echo hello > /data/in/f; touch /data/.hidden");

    assertThat(type("ls -a /data")).isEqualTo(".\n..\n.hidden\nin\n");
    assertThat(type("ls -A /data")).isEqualTo(".hidden\nin\n");
    assertThat(type("ls -la /data")).startsWith("total 16\ndrwxr-xr-x").contains(" ..\n");
    assertThat(type("du /data")).isEqualTo("8\t/data/in\n12\t/data\n");
    assertThat(type("du -sh /data")).isEqualTo("12.0K\t/data\n");
    assertThat(type("stat -c '%s %F' /data/in/f")).isEqualTo("6 regular file\n");
    assertThat(type("stat /data/in")).contains("directory").contains("0755/drwxr-xr-x");
    assertThat(type("top -b -n 1")).contains("sleep 1d");
    assertThat(type("vi /data/in/f || echo no")).endsWith("no\n");
  }

  /// A container that writes more than it may is evicted, whichever tool writes it.
  ///
  /// **In Kubernetes:** https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#local-ephemeral-storage
  @Test
  void what_is_written_counts_and_the_limit_of_the_disk_holds() {
    assertThat(type("dd if=/dev/zero of=/root/large bs=1M count=3; ls -l /root/large"))
        .contains("3145728");
    assertThat(type("df")).startsWith("Filesystem").contains("overlay");
    machines.pod("greedy", "containers: [{name: c, image: busybox, resources: {limits: "
        + "{ephemeral-storage: 10Mi}}, command: [sh, -c, 'dd if=/dev/zero of=/tmp/f bs=1M "
        + "count=30; sleep 1d']}]").seconds(30);

    assertThat(machines.phase("greedy")).isEqualTo("Failed");
    assertThat(machines.notes("greedy")).contains("Evicted: Pod ephemeral local storage usage "
        + "exceeds the total limit of containers 10Mi. ");
  }
}
