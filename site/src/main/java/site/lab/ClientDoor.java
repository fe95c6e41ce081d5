package site.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import kube.controlplane.apiserver.http.HttpTransport;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Status;
import kube.foundation.client.Transport;
import kube.foundation.machine.LiveLoop;

/// The port of one lab's API on the loopback address, open to those who show its token.
///
/// A page from elsewhere cannot show it: no browser sends an `Authorization` header to another site
/// without asking first, and nobody here says yes.
final class ClientDoor {
  private static final String BEARER = "Bearer ";
  private static final Status UNAUTHORIZED = new Status(401, "Unauthorized", "Unauthorized", "",
      "", "", List.of());

  private ClientDoor() {}

  static HttpTransport open(LiveLoop live, Transport api, String token) {
    byte[] wanted = (BEARER + token).getBytes(StandardCharsets.UTF_8);
    try {
      return HttpTransport.open(live, request -> answer(request, api, wanted), 0);
    } catch (IOException problem) {
      throw new UncheckedIOException("The lab's port cannot be opened", problem);
    }
  }

  private static Response answer(Request request, Transport api, byte[] wanted) {
    byte[] shown = request.header("authorization").getBytes(StandardCharsets.UTF_8);
    if (wanted.length <= BEARER.length() || !MessageDigest.isEqual(shown, wanted)) {
      return Response.Answer.refusal(UNAUTHORIZED);
    }
    SortedMap<String, String> headers = new TreeMap<>(request.headers());
    headers.remove("authorization");
    return api.send(new Request(request.method(), request.path(), request.query(), headers,
        request.body(), request.user(), request.caller()));
  }
}
