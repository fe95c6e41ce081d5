package kube.tools.kubectl.config.slot;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Finds out which server a command line means, and as whom to speak to it: the slot
/// `kubectl.config`.
///
/// kubectl is no program of the cluster, so this part is asked by each kubectl that is given one. It
/// has no disk: kubectl reads the files, and no YAML: they come as their entries. There is one right
/// answer, so kubectl compares it with its own: a wrong one would act on the wrong cluster.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
public interface KubeconfigResolver {

  /// The files and the flags do not go together; the message holds no secret.
  final class BadConfig extends Exception {
    private static final long serialVersionUID = 1;

    /// @param message what is wrong with the files, as kubectl says it
    public BadConfig(String message) {
      super(message);
    }
  }

  /// A named entry of a list, with the fields that are plain values, as they are written.
  record Entry(String name, SortedMap<String, String> fields) {}

  /// A kubeconfig file.
  ///
  /// @param folder where it lies: paths in it are relative to that
  record ConfigFile(String folder, List<Entry> clusters, List<Entry> users, List<Entry> contexts,
      String currentContext) {

    public ConfigFile {
      clusters = List.copyOf(clusters);
      users = List.copyOf(users);
      contexts = List.copyOf(contexts);
    }
  }

  /// What reads the files.
  interface Disk {

    /// The file at this path; empty when there is none.
    Optional<ConfigFile> read(String path);
  }

  /// What the command line says itself; it wins over every file.
  record Flags(Optional<String> context, Optional<String> cluster, Optional<String> user,
      Optional<String> namespace, Optional<String> server) {}

  /// As whom to speak.
  sealed interface Credential {

    record None() implements Credential {}

    record Token(String token) implements Credential {

      @Override
      public String toString() {
        return "Token[***]";
      }
    }

    record TokenFile(String path) implements Credential {}

    /// Paths of files, or what is in them as Base64.
    record Certificate(String certificate, String key) implements Credential {

      @Override
      public String toString() {
        return "Certificate[***]";
      }
    }

    record Password(String name, String password) implements Credential {

      @Override
      public String toString() {
        return "Password[***]";
      }
    }
  }

  record Connection(String server, Credential credential, String namespace,
      String contextName) {}

  /// @param explicit the file that `--kubeconfig` names: then it is the only one
  /// @param env the names in `KUBECONFIG`, empty ones among them
  /// @param home the folder of the user, whose `.kube/config` counts when nothing else is said
  Connection resolve(Optional<String> explicit, List<String> env, String home, Flags flags,
      Disk disk) throws BadConfig;
}
