package kube.controlplane.apiserver.protobuf;

import java.time.DateTimeException;
import java.time.Instant;

import kube.foundation.api.Json;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/// The messages that are one value in JSON: times, amounts, ports by number or name, JSON itself.
///
/// Each gives a missing node for what JSON would leave out.
final class SpecialMessages {

  private SpecialMessages() {}

  static JsonNode time(WireReader message, boolean micro) {
    if (message.isEmpty()) return MissingNode.getInstance();
    long seconds = 0;
    long nanos = 0;
    while (message.next()) {
      switch (message.number()) {
        case 1 -> seconds = number(message);
        case 2 -> nanos = number(message);
        default -> message.skip();
      }
    }
    try {
      Instant moment = Instant.ofEpochSecond(seconds, nanos);
      return StringNode.valueOf(micro ? Json.microTime(moment) : Json.time(moment));
    } catch (DateTimeException beyond) {
      throw new MalformedMessageException("proto: illegal time: " + beyond.getMessage());
    }
  }

  private static long number(WireReader message) {
    message.expect(WireReader.VARINT, "Time");
    return message.varint();
  }

  static JsonNode quantity(WireReader message) {
    JsonNode text = MissingNode.getInstance();
    while (message.next()) {
      if (message.number() == 1) {
        message.expect(WireReader.BYTES, "String_");
        text = StringNode.valueOf(message.text());
      } else {
        message.skip();
      }
    }
    return text;
  }

  static JsonNode intOrString(WireReader message) {
    boolean isText = false;
    int number = 0;
    String text = "";
    while (message.next()) {
      switch (message.number()) {
        case 1 -> isText = number(message) != 0;
        case 2 -> number = (int) number(message);
        case 3 -> {
          message.expect(WireReader.BYTES, "StrVal");
          text = message.text();
        }
        default -> message.skip();
      }
    }
    return isText ? StringNode.valueOf(text) : IntNode.valueOf(number);
  }

  /// JSON inside protobuf: what the schema does not describe.
  static JsonNode raw(WireReader message) {
    JsonNode value = MissingNode.getInstance();
    while (message.next()) {
      if (message.number() != 1) {
        message.skip();
        continue;
      }
      message.expect(WireReader.BYTES, "Raw");
      byte[] json = message.content();
      try {
        if (json.length > 0) value = Json.parse(json);
      } catch (JacksonException malformed) {
        throw new MalformedMessageException(malformed.getOriginalMessage());
      }
    }
    return value;
  }
}
