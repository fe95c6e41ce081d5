package site.cell.worker;

import java.nio.charset.StandardCharsets;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Transport;

/// The reader's own lab, as the cells of its page know it: `cluster`.
///
/// It has the words that the lessons' clusters have for a client: [#transport] and [#client]. Time
/// and machines are the board's there; a cell here is a client like any other.
public final class LabCluster {
  private final Transport transport;

  LabCluster(Transport transport) {
    this.transport = transport;
  }

  /// The lab of the page that this process serves; for the first line of its shell.
  public static LabCluster here() {
    return new LabCluster(Outside.transport());
  }

  /// Sends requests to the lab's API server. A watch is refused: a cell ends, a watch does not.
  public Transport transport() {
    return transport;
  }

  /// A client that the audit log and the board name so.
  public ApiClient client(String user) {
    return new ApiClient(transport, user);
  }

  /// What the API server answers to a GET of this path, such as `/api/v1/nodes`.
  public String get(String path) {
    return switch (transport.send(Request.of("GET", path, "user"))) {
      case Response.Answer answer -> new String(answer.body(), StandardCharsets.UTF_8);
      case Response.Stream _,Response.Flow _,Response.Upgrade _,Response.Later _ ->
        throw new IllegalStateException("This answer does not end; a cell cannot wait for it.");
    };
  }

  @Override
  public String toString() {
    return "the cluster of this lab";
  }
}
