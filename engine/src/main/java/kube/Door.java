package kube;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.ApiServer;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Status;
import kube.foundation.client.Transport;
import kube.foundation.stream.ByteSink;
import org.jspecify.annotations.Nullable;

/// The address of the API server: it stays the same while servers behind it come and go.
///
/// With no server behind it, requests are refused and open streams end, as sockets would.
final class Door implements Transport {

  private @Nullable ApiServer server;
  private List<Runnable> open = new ArrayList<>();

  void open(ApiServer newServer) {
    server = newServer;
  }

  void close() {
    server = null;
    List<Runnable> streams = open;
    open = new ArrayList<>();
    streams.forEach(Runnable::run);
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
    return switch (server.handle(request)) {
      case Response.Stream stream -> new Response.Stream(sink -> watch(stream, sink));
      case Response.Flow flow -> new Response.Flow(flow.contentType(), sink -> flow(flow, sink));
      case Response.Answer answer -> answer;
      case Response.Upgrade upgrade -> upgrade;
      case Response.Later later -> later;
    };
  }

  private Response.WatchHandle watch(Response.Stream stream, Response.WatchSink sink) {
    Runnable cut = sink::ended;
    open.add(cut);
    Response.WatchHandle handle = stream.source().open(sink);
    return () -> {
      open.remove(cut);
      handle.cancel();
    };
  }

  private Runnable flow(Response.Flow flow, ByteSink sink) {
    Runnable cut = sink::end;
    open.add(cut);
    Runnable stop = flow.source().open(sink);
    return () -> {
      open.remove(cut);
      stop.run();
    };
  }
}
