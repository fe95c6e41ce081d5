package site.lab.own;

import io.javalin.http.Context;
import io.javalin.http.UnauthorizedResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import site.lab.LabTrouble;

/// Lets clients from outside, such as the learner's own kubectl, use a lab:
/// `/labs/{id}/api/{token}/…`.
///
/// The token is part of the address, because kubectl sends no other credentials without TLS. Who
/// has the kubeconfig has it; a cookie does not help, so that no page of a browser gets in here.
///
/// Requests go on to the lab's own port, and answers come back as they grow: watches and followed
/// logs too. [ClientTunnel] does the same for `exec`, `attach` and `port-forward`.
public final class ClientProxy {
  private static final int BYTES_AT_MOST = 4 * 1024 * 1024;
  private static final Set<String> OWN = Set.of("host", "connection", "content-length",
      "transfer-encoding", "upgrade", "expect", "cookie", "keep-alive", "te", "trailer",
      "accept-encoding", "authorization");

  private final OwnLabs labs;
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
      .build();

  public ClientProxy(OwnLabs labs) {
    this.labs = labs;
  }

  /// Any request but those that become a socket.
  public void pass(Context ctx) throws IOException {
    String lab;
    try {
      lab = address(ctx);
    } catch (LabTrouble trouble) {
      refuse(ctx, 503, "ServiceUnavailable", String.valueOf(trouble.getMessage()));
      return;
    } catch (UnauthorizedResponse _) {
      refuse(ctx, 401, "Unauthorized", "Unauthorized");
      return;
    }
    try {
      answer(ctx, client.send(request(ctx, lab), BodyHandlers.ofInputStream()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("The site is stopping.", stopped);
    }
  }

  /// Where the lab of this request listens; wakes it. Throws when the token is not the lab's.
  String address(Context ctx) {
    OwnLabs.Owned owned = labs.owner(ctx.pathParam("id")).filter(one -> isOpenTo(ctx, one.lab()))
        .orElseThrow(UnauthorizedResponse::new);
    return labs.open(owned.learner(), owned.lab().id()).address();
  }

  /// What the lab's own port wants to see.
  static String authorization(Context ctx) {
    return "Bearer " + ctx.pathParam("token");
  }

  private static boolean isOpenTo(Context ctx, KeptLab lab) {
    return MessageDigest.isEqual(ctx.pathParam("token").getBytes(StandardCharsets.UTF_8),
        lab.token().getBytes(StandardCharsets.UTF_8));
  }

  /// The path and query behind the token, as they were sent.
  static String rest(Context ctx) {
    String path = ctx.req().getRequestURI().substring(
        ("/labs/" + ctx.pathParam("id") + "/api/" + ctx.pathParam("token")).length());
    String query = ctx.req().getQueryString();
    return query == null ? path : path + "?" + query;
  }

  private static HttpRequest request(Context ctx, String lab) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(lab + rest(ctx)));
    ctx.headerMap().forEach((name, value) -> {
      if (!OWN.contains(name.toLowerCase(Locale.ROOT))) request.header(name, value);
    });
    request.header("Authorization", authorization(ctx));
    byte[] body = ctx.req().getInputStream().readNBytes(BYTES_AT_MOST);
    return request.method(ctx.method().toString(), body.length == 0
        ? BodyPublishers.noBody()
        : BodyPublishers.ofByteArray(body)).build();
  }

  private static void answer(Context ctx, HttpResponse<InputStream> from) throws IOException {
    var to = ctx.res();
    to.setStatus(from.statusCode());
    from.headers().map().forEach((name, values) -> {
      if (!OWN.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
        to.setHeader(name, values.getFirst());
        values.stream().skip(1).forEach(value -> to.addHeader(name, value));
      }
    });
    from.headers().firstValue("content-type").ifPresent(to::setContentType);
    byte[] piece = new byte[16 * 1024];
    try (InputStream in = from.body()) {
      OutputStream out = to.getOutputStream();
      to.flushBuffer();
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        out.write(piece, 0, read);
        out.flush();
      }
    }
  }

  private static void refuse(Context ctx, int code, String reason, String message) {
    ctx.status(code).json(new Refusal("Status", "v1", "Failure", message, reason, code));
  }

  private record Refusal(String kind, String apiVersion, String status, String message,
      String reason, int code) {}
}
