package kube.controlplane.apiserver.http.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import kube.foundation.api.Json;
import kube.foundation.stream.Ending;
import tools.jackson.databind.node.ObjectNode;

/// How a program ended, as the error stream tells it: a Status since version 4 of the protocol, and
/// plain words before.
final class ExitStatus {

  private ExitStatus() {}

  static byte[] bytes(Ending ending, boolean asStatus) {
    return asStatus ? Json.bytes(status(ending)) : words(ending).getBytes(UTF_8);
  }

  private static String words(Ending ending) {
    return switch (ending) {
      case Ending.Exited exited -> exited.message();
      case Ending.Failed(String message) -> message;
    };
  }

  private static ObjectNode status(Ending ending) {
    ObjectNode status = Json.object();
    status.putObject("metadata");
    return switch (ending) {
      case Ending.Exited exited when exited.code() == 0 -> status.put("status", "Success");
      case Ending.Exited exited -> {
        status.put("status", "Failure").put("message", exited.message())
            .put("reason", "NonZeroExitCode");
        status.putObject("details").putArray("causes").addObject().put("reason", "ExitCode")
            .put("message", Integer.toString(exited.code()));
        yield status;
      }
      case Ending.Failed(String message) -> {
        status.put("status", "Failure").put("message", "Internal error occurred: " + message)
            .put("reason", "InternalError");
        status.putObject("details").putArray("causes").addObject().put("message", message);
        yield status.put("code", 500);
      }
    };
  }
}
