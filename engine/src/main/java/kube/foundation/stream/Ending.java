package kube.foundation.stream;

import java.util.List;

import kube.foundation.stream.Ending.Exited;
import kube.foundation.stream.Ending.Failed;

/// How a program behind a [Terminal] came to its end, as its caller hears of it.
///
/// **In Kubernetes:**
/// [remotecommand/exec.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/kubelet/pkg/cri/streaming/remotecommand/exec.go)
public sealed interface Ending permits Exited, Failed {

  /// It ran and ended by itself.
  record Exited(List<String> command, int code) implements Ending {
    public Exited { command = List.copyOf(command); }

    /// What went wrong; empty when nothing did.
    public String message() {
      return code == 0
          ? ""
          : "command terminated with non-zero exit code: error executing command ["
              + String.join(" ", command) + "], exit code " + code;
    }
  }

  /// It could not run, or nobody knows how it ended.
  record Failed(String message) implements Ending {}
}
