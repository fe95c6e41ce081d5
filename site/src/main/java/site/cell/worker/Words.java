package site.cell.worker;

import grader.worker.ProtocolBroken;
import grader.worker.Wire;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Orders and reports as frames of JSON.
public final class Words {
  private static final JsonMapper MAPPER = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
      .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
      .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  private Words() {}

  /// Says this to the other side.
  public static void say(Wire wire, Object word) {
    wire.send(MAPPER.writeValueAsBytes(word));
  }

  /// The next report. Throws [ProtocolBroken] when it is none.
  public static Report report(Wire wire) {
    return heard(wire, Report.class);
  }

  static Order order(Wire wire) {
    return heard(wire, Order.class);
  }

  private static <T> T heard(Wire wire, Class<T> type) {
    byte[] frame = wire.receive();
    try {
      return MAPPER.readValue(new String(frame, StandardCharsets.UTF_8), type);
    } catch (JacksonException malformed) {
      throw new ProtocolBroken("what came is no " + type.getSimpleName() + ": "
          + malformed.getOriginalMessage());
    }
  }
}
