package kube.foundation.api;

import java.io.StringWriter;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.JsonNode;

/// Writes a tree without the library's mapper: see [JsonTree].
final class JsonText {

  private final JsonGenerator into;

  private JsonText(JsonGenerator into) {
    this.into = into;
  }

  static byte[] bytes(JsonFactory factory, JsonNode tree) {
    BufferRecycler buffers = factory._getBufferRecycler();
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(buffers)) {
      try (JsonGenerator into = factory.createGenerator(ObjectWriteContext.empty(), bytes)) {
        new JsonText(into).write(tree);
      }
      return bytes.getClearAndRelease();
    } finally {
      buffers.releaseToPool();
    }
  }

  static String text(JsonFactory factory, JsonNode tree) {
    StringWriter text = new StringWriter();
    try (JsonGenerator into = factory.createGenerator(ObjectWriteContext.empty(), text)) {
      new JsonText(into).write(tree);
    }
    return text.toString();
  }

  private void write(JsonNode value) {
    switch (value.getNodeType()) {
      case OBJECT -> {
        into.writeStartObject();
        value.forEachEntry((name, field) -> {
          into.writeName(name);
          write(field);
        });
        into.writeEndObject();
      }
      case ARRAY -> {
        into.writeStartArray();
        for (int at = 0; at < value.size(); at++) write(value.get(at));
        into.writeEndArray();
      }
      case STRING -> into.writeString(value.stringValue());
      case NUMBER -> number(value);
      case BOOLEAN -> into.writeBoolean(value.booleanValue());
      case NULL, MISSING -> into.writeNull();
      case BINARY, POJO -> throw new IllegalArgumentException("no JSON value: " + value.getClass());
    }
  }

  private void number(JsonNode number) {
    switch (number.numberType()) {
      case INT -> into.writeNumber(number.intValue());
      case LONG -> into.writeNumber(number.longValue());
      case BIG_INTEGER -> into.writeNumber(number.bigIntegerValue());
      case FLOAT -> into.writeNumber(number.floatValue());
      case DOUBLE -> into.writeNumber(number.doubleValue());
      case BIG_DECIMAL -> into.writeNumber(number.decimalValue());
    }
  }
}
