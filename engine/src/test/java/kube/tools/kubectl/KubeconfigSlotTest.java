package kube.tools.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import kube.Parts;
import kube.Slot;
import kube.tools.kubectl.config.slot.FirstFileWins;
import kube.tools.kubectl.config.slot.KubeconfigResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody else's part finds the server in the kubeconfig; in a merge the first file wins.
///
/// https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
class KubeconfigSlotTest {

  private static final String CONFIG = """
      {apiVersion: v1, kind: Config, current-context: here,
       clusters: [{name: c, cluster: {server: "https://SERVER"}}],
       users: [{name: u, user: {token: secret-of-SERVER}}],
       contexts: [{name: here, context: {cluster: c, user: u, namespace: kube-system}}]}""";

  private static Terminal terminal(Path folder) {
    Terminal terminal = new Terminal(folder).with("KUBECONFIG", folder + "/test:" + ":" + folder
        + "/prod");
    terminal.file("test", CONFIG.replace("SERVER", "test"));
    terminal.file("prod", CONFIG.replace("SERVER", "prod"));
    return terminal;
  }

  @Test
  void a_good_resolver_stays(@TempDir Path folder) {
    Terminal terminal = terminal(folder);
    terminal.cluster().use(Parts.ours().with(Slot.KUBECONFIG, FirstFileWins::new));
    assertThat(terminal.read("get services")).contains("kube-dns");
    assertThat(terminal.read("get services -n default")).contains("kubernetes");
    assertThat(terminal.cluster().culprits()).isEmpty();
  }

  @Test
  void one_for_whom_the_last_file_wins_is_named_and_its_token_is_not(@TempDir Path folder) {
    Terminal terminal = terminal(folder);
    KubeconfigResolver good = new FirstFileWins();
    terminal.cluster().use(Parts.ours().with(Slot.KUBECONFIG,
        () -> (explicit, env, home, flags, disk) -> good.resolve(explicit, env.reversed(), home,
            flags, disk)));

    assertThat(terminal.read("get services")).contains("kube-dns");
    String statuses = terminal.read("get componentstatuses");
    assertThat(statuses).contains("kubectl.config", "it goes to https://prod where https://test")
        .doesNotContain("secret");
  }

  @Test
  void one_who_takes_the_key_of_somebody_else_is_named(@TempDir Path folder) {
    Terminal terminal = terminal(folder);
    KubeconfigResolver good = new FirstFileWins();
    terminal.cluster().use(Parts.ours().with(Slot.KUBECONFIG,
        () -> (explicit, env, home, flags, disk) -> {
          var right = good.resolve(explicit, env, home, flags, disk);
          return new KubeconfigResolver.Connection(right.server(),
              good.resolve(explicit, List.of(env.getLast()), home, flags, disk).credential(),
              right.namespace(), right.contextName());
        }));
    String _ = terminal.read("get configmaps");
    assertThat(terminal.cluster().culprits().get("kubectl.config"))
        .isEqualTo("it speaks as somebody else");
  }
}
