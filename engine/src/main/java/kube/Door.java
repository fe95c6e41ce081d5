package kube;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.ApiServer;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Status;
import kube.foundation.client.Transport;
import org.jspecify.annotations.Nullable;

/// The address of the API server: it stays the same while servers behind it come and go.
///
/// With no server behind it, requests are refused and open streams end, as sockets would.
final class Door implements Transport {

  private @Nullable ApiServer server;
  private List<Response.WatchSink> open = new ArrayList<>();

  void open(ApiServer newServer) {
    server = newServer;
  }

  void close() {
    server = null;
    List<Response.WatchSink> streams = open;
    open = new ArrayList<>();
    streams.forEach(Response.WatchSink::ended);
  }

  boolean isOpen() {
    return server != null;
  }

  Optional<ApiServer> server() {
    return Optional.ofNullable(server);
  }

  @Override
  public Response send(Request request) {
    if (server == null) {
      return Response.Answer.refusal(Status.unavailable("connect: connection refused"));
    }
    Response response = server.handle(request);
    return response instanceof Response.Stream stream
        ? new Response.Stream(sink -> watch(stream, sink))
        : response;
  }

  private Response.WatchHandle watch(Response.Stream stream, Response.WatchSink sink) {
    open.add(sink);
    Response.WatchHandle handle = stream.source().open(sink);
    return () -> {
      open.remove(sink);
      handle.cancel();
    };
  }
}
