package kube.controlplane.apiserver.openapi;

import tools.jackson.databind.JsonNode;

/// Writes an OpenAPI v2 document as the protobuf message that `kubectl` up to 1.28 asks for.
///
/// Maps become lists of named things in it, and whatever has no field of its own becomes a named
/// text of YAML; JSON is YAML too.
///
/// **Models** the parts that [Swagger] writes and that schemas of custom kinds may hold. **Leaves
/// out** limits of numbers and lengths, which no client reads here.
///
/// **In Kubernetes:** [OpenAPIv2.proto](https://github.com/google/gnostic/blob/main/openapiv2/OpenAPIv2.proto)
final class SwaggerMessage {

  private SwaggerMessage() {}

  static byte[] of(JsonNode document) {
    return new MessageWriter()
        .text(1, document.path("swagger").asString(""))
        .message(2, new MessageWriter()
            .text(1, document.path("info").path("title").asString(""))
            .text(2, document.path("info").path("version").asString("")))
        .message(8, paths(document.path("paths")))
        .message(9, schemas(document.path("definitions")))
        .toBytes();
  }

  private static MessageWriter paths(JsonNode paths) {
    MessageWriter message = new MessageWriter();
    paths.forEachEntry((path, item) -> message.message(2,
        new MessageWriter().text(1, path).message(2, item(item))));
    return message;
  }

  private static MessageWriter item(JsonNode item) {
    MessageWriter message = new MessageWriter();
    item.forEachEntry((method, operation) -> message.message(switch (method) {
      case "get" -> 2;
      case "put" -> 3;
      case "post" -> 4;
      case "delete" -> 5;
      default -> 8;
    }, operation(operation)));
    return message;
  }

  private static MessageWriter operation(JsonNode operation) {
    MessageWriter message = new MessageWriter()
        .text(5, operation.path("operationId").asString(""));
    operation.path("parameters").forEach(parameter -> message.message(8,
        new MessageWriter().message(1, new MessageWriter().message(2,
            new MessageWriter().message(3, queryParameter(parameter))))));
    MessageWriter responses = new MessageWriter();
    operation.path("responses").forEachEntry((code, response) -> responses.message(1,
        new MessageWriter().text(1, code).message(2, new MessageWriter().message(1,
            new MessageWriter().text(1, response.path("description").asString(""))))));
    return extensions(message.message(9, responses), 13, operation);
  }

  private static MessageWriter queryParameter(JsonNode parameter) {
    return new MessageWriter()
        .text(2, parameter.path("in").asString(""))
        .text(4, parameter.path("name").asString(""))
        .text(6, parameter.path("type").asString(""))
        .flag(20, parameter.path("uniqueItems").asBoolean(false));
  }

  private static MessageWriter schemas(JsonNode named) {
    MessageWriter message = new MessageWriter();
    named.forEachEntry((name, schema) -> message.message(1,
        new MessageWriter().text(1, name).message(2, schema(schema))));
    return message;
  }

  private static MessageWriter schema(JsonNode schema) {
    MessageWriter message = new MessageWriter()
        .text(1, schema.path("$ref").asString(""))
        .text(2, schema.path("format").asString(""))
        .text(3, schema.path("title").asString(""))
        .text(4, schema.path("description").asString(""))
        .text(13, schema.path("pattern").asString(""));
    schema.path("required").forEach(field -> message.text(19, field.asString("")));
    schema.path("enum").forEach(value -> message.message(20, any(value)));
    JsonNode others = schema.path("additionalProperties");
    if (others.isObject()) {
      message.message(21, new MessageWriter().message(1, schema(others)));
    } else if (others.isBoolean()) {
      message.message(21, new MessageWriter().flag(2, others.asBoolean()));
    }
    String type = schema.path("type").asString("");
    if (!type.isEmpty()) message.message(22, new MessageWriter().text(1, type));
    if (schema.path("items").isObject()) {
      message.message(23, new MessageWriter().message(1, schema(schema.path("items"))));
    }
    if (schema.has("properties")) message.message(25, schemas(schema.path("properties")));
    return extensions(message, 31, schema);
  }

  private static MessageWriter extensions(MessageWriter message, int number, JsonNode holder) {
    holder.forEachEntry((name, value) -> {
      if (!name.startsWith("x-")) return;
      message.message(number, new MessageWriter().text(1, name).message(2, any(value)));
    });
    return message;
  }

  private static MessageWriter any(JsonNode value) {
    return new MessageWriter().text(2, value + "\n");
  }
}
