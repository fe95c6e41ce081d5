package kube.tools.kubectl.connection;

import java.util.Optional;
import java.util.function.Consumer;

import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;
import kube.foundation.api.Status;
import kube.tools.kubectl.CommandFailure;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Requests with JSON answers, on top of a [Connection]: what nearly every verb needs.
public final class Api {

  private static final String JSON = "application/json";

  private final Connection connection;
  private final Consumer<String> warnings;

  /// @param warnings takes each `Warning` that the server sends along
  public Api(Connection connection, Consumer<String> warnings) {
    this.connection = connection;
    this.warnings = warnings;
  }

  public Connection connection() {
    return connection;
  }

  public static Request request(String method, String path) {
    return Request.of(method, path, "").withHeader("accept", JSON);
  }

  /// The answer as JSON, or the server's refusal as a value.
  public ApiResult<JsonNode> ask(Request request) {
    Answer answer = connection.send(request);
    Warnings.of(answer).forEach(warnings);
    if (!answer.isOk()) return new Refused<>(status(answer));
    return new Ok<>(tree(answer));
  }

  /// The answer as JSON; a refusal ends the command.
  public JsonNode get(Request request) {
    return switch (ask(request)) {
      case Ok<JsonNode>(JsonNode tree) -> tree;
      case Refused<JsonNode>(Status status) -> throw CommandFailure.of(status);
    };
  }

  public JsonNode get(String path) {
    return get(request("GET", path));
  }

  /// Empty when there is no such object; any other refusal ends the command.
  public Optional<ObjectNode> find(String path) {
    return switch (ask(request("GET", path))) {
      case Ok<JsonNode>(ObjectNode object) -> Optional.of(object);
      case Ok<JsonNode> _ -> Optional.empty();
      case Refused<JsonNode>(Status status) when status.isNotFound() -> Optional.empty();
      case Refused<JsonNode>(Status status) -> throw CommandFailure.of(status);
    };
  }

  public static Request withJson(Request request, String contentType, JsonNode body) {
    return request.withBody(contentType, Json.bytes(body));
  }

  static CommandFailure refused(Answer answer) {
    return CommandFailure.of(status(answer));
  }

  private static JsonNode tree(Answer answer) {
    try {
      return Json.parse(answer.body());
    } catch (JacksonException broken) {
      throw CommandFailure.of("the server's answer is no JSON: " + broken.getOriginalMessage());
    }
  }

  /// The refusal in an answer; servers that speak no Status get one made from their code.
  public static Status status(Answer answer) {
    try {
      JsonNode tree = Json.parse(answer.body());
      if (Json.text(tree, "kind").equals("Status")) return Status.of(tree);
    } catch (JacksonException _) {
      // Not JSON: the code alone says what happened.
      return plain(answer);
    }
    return plain(answer);
  }

  private static Status plain(Answer answer) {
    return switch (answer.code()) {
      case 404 -> Status.noSuchPath();
      case 405 -> Status.methodNotAllowed();
      case 401 -> new Status(401, "Unauthorized",
          "the server has asked for the client to provide credentials", "", "", "",
          java.util.List.of());
      default -> new Status(answer.code(), "", "the server answered with HTTP code "
          + answer.code(), "", "", "", java.util.List.of());
    };
  }
}
