package kube.tools.kubectl.resource;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import kube.foundation.api.Request;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.connection.Api;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;

/// `--raw`: a path of the API as it is said, and its answer as it comes.
public final class RawCall {

  private RawCall() {}

  public static Flag flag() {
    return Flag.text("raw", "", "A path of the API to ask, and its answer as it comes.");
  }

  /// A request without a body.
  public static int send(Session session, String method) {
    return send(session, method, new byte[0]);
  }

  /// A request with what the only `-f` holds.
  public static int sendFile(Session session, String method) {
    Arguments arguments = session.arguments();
    List<String> files = arguments.list("filename");
    if (files.isEmpty()) throw CommandFailure.of("must specify one of -f and -k");
    if (files.size() != 1) {
      throw CommandFailure.of("--raw can only use a single local file or stdin");
    }
    return send(session, method, Manifests.bytes(session.console(), files.getFirst()));
  }

  private static int send(Session session, String method, byte[] body) {
    Arguments arguments = session.arguments();
    if (!arguments.words().isEmpty()) {
      throw CommandFailure.of("arguments may not be passed when --raw is specified");
    }
    if (!arguments.text("output").isEmpty()) {
      throw CommandFailure.of("--raw and --output are mutually exclusive");
    }
    Request request = asked(method, arguments.text("raw"));
    if (body.length > 0) request = request.withBody("application/json", body);
    var answer = session.api().connection().send(request);
    if (!answer.isOk()) throw CommandFailure.of(Api.status(answer));
    session.console().out().writeBytes(answer.body());
    return 0;
  }

  private static Request asked(String method, String said) {
    if (!said.startsWith("/") && !said.contains("://")) throw unreadable(said);
    String path = said.contains("://") ? relative(said) : said;
    int question = path.indexOf('?');
    Request request = Session.request(method, question < 0 ? path : path.substring(0, question))
        .withHeader("accept", "*/*");
    if (question < 0) return request;
    for (String pair : path.substring(question + 1).split("&")) {
      String[] parts = pair.split("=", 2);
      request = request.withQuery(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
    }
    return request;
  }

  /// Of a whole address only the path counts: the server is that of the kubeconfig.
  private static String relative(String address) {
    try {
      URI uri = URI.create(address);
      return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    } catch (IllegalArgumentException _) {
      throw unreadable(address);
    }
  }

  private static CommandFailure unreadable(String said) {
    return CommandFailure.of("--raw must be a valid URL path: parse \"" + said
        + "\": invalid URI for request");
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw unreadable(text);
    }
  }
}
