package site.lab;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Values to JSON and back, and the answers that the page's script understands.
final class Wire {
  private static final JsonMapper MAPPER = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
      .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
      .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .build();

  private Wire() {}

  static String text(Object value) { return MAPPER.writeValueAsString(value); }

  /// Reads the body as a `type`; answers 400 with the reason and gives empty when it is none.
  static <T> Optional<T> read(Context ctx, Class<T> type) {
    try {
      Optional<T> read = Optional.ofNullable(MAPPER.readValue(ctx.body(), type));
      if (read.isEmpty()) answer(ctx, 400, "This request is no command: it says null.");
      return read;
    } catch (JacksonException malformed) {
      answer(ctx, 400, "This request is no command: " + malformed.getOriginalMessage());
      return Optional.empty();
    }
  }

  /// Answers with a sentence.
  static void answer(Context ctx, int status, String message) {
    ctx.status(status);
    json(ctx, Map.of("message", message));
  }

  static void json(Context ctx, Object value) {
    ctx.contentType("application/json");
    ctx.header("Cache-Control", "no-store");
    ctx.result(text(value));
  }
}
