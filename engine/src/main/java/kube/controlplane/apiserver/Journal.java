package kube.controlplane.apiserver;

import java.util.Locale;
import java.util.Optional;

import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.machine.EventLog;

import tools.jackson.core.JacksonException;

/// Writes one line a request into the cluster's log: who asked for what, and what came of it.
///
/// The board draws a moving dot for each line; a failing test prints the last of them.
final class Journal {

  private final EventLog log;

  Journal(EventLog log) {
    this.log = log;
  }

  void write(Request request, Optional<RequestInfo> info, Response response, long revision) {
    log.append(request.user(), verb(request, info),
        info.map(asked -> object(asked, response)).orElse(request.path()), revision,
        detail(request, response));
  }

  private static String verb(Request request, Optional<RequestInfo> info) {
    return info.map(asked -> asked.subresource().equals("binding") ? "bind" : asked.verb())
        .filter(verb -> !verb.isEmpty())
        .orElse(request.method().toLowerCase(Locale.ROOT));
  }

  /// A new object has the name that it got, not the empty one that it came with.
  private static String object(RequestInfo info, Response response) {
    boolean isNew = info.verb().equals("create") && info.name().isEmpty();
    return isNew && response instanceof Response.Answer answer && answer.code() == 201
        && answer.contentType().equals("application/json")
            ? info.named(Json.textIn(answer.body(), "metadata", "name")).object()
            : info.object();
  }

  private static String detail(Request request, Response response) {
    return switch (response) {
      case Response.Stream _ -> "200 from "
          + request.query("resourceVersion").filter(text -> !text.isEmpty()).orElse("now");
      case Response.Flow _ -> "200 flows";
      case Response.Upgrade _ -> "101";
      case Response.Later _ -> "later";
      case Response.Answer answer when answer.isOk() -> Integer.toString(answer.code());
      case Response.Answer answer when !answer.contentType().startsWith("application/json") ->
        Integer.toString(answer.code()); // what a program behind a proxy has said
      case Response.Answer answer ->
        (answer.code() + words(answer.body())).replace('\n', ' ');
    };
  }

  /// Reason and message of a refusal; nothing of an answer that a server behind this one has garbled.
  private static String words(byte[] refusal) {
    try {
      return " " + Json.textIn(refusal, "reason") + ": " + Json.textIn(refusal, "message");
    } catch (JacksonException _) {
      return "";
    }
  }
}
