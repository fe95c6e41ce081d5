package site.bench.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import kube.controlplane.apiserver.schema.FieldShape;
import kube.controlplane.apiserver.schema.PlainType;
import kube.controlplane.apiserver.schema.Schema;
import kube.controlplane.apiserver.schema.TypeShape;
import kube.controlplane.apiserver.schema.ValueShape;
import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// Writes objects as protobuf, as far as their values fit the types; what does not fit is left out.
final class ProtobufMill {

  private static final byte[] MAGIC = {'k', '8', 's', 0};
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;

  private ProtobufMill() {}

  /// The body of a request; empty when the kind has no such form.
  static Optional<byte[]> body(JsonNode object) {
    String apiVersion = Json.text(object, "apiVersion");
    String kind = Json.text(object, "kind");
    return Schema.published().of(apiVersion, kind).map(type -> {
      ByteArrayOutputStream typeMeta = new ByteArrayOutputStream();
      bytes(typeMeta, 1, apiVersion.getBytes(StandardCharsets.UTF_8));
      bytes(typeMeta, 2, kind.getBytes(StandardCharsets.UTF_8));
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      whole.writeBytes(MAGIC);
      bytes(whole, 1, typeMeta.toByteArray());
      bytes(whole, 2, message(object, type));
      return whole.toByteArray();
    });
  }

  private static byte[] message(JsonNode object, TypeShape type) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (FieldShape field : type.wire()) {
      if (field.name().isEmpty()) {
        byte[] part = message(object, typeOf(field.value()));
        if (part.length > 0) bytes(out, field.number(), part);
      } else if (object.has(field.name())) {
        value(out, field.number(), field.value(), object.get(field.name()));
      }
    }
    return out.toByteArray();
  }

  private static TypeShape typeOf(ValueShape shape) {
    return Schema.published().find(((ValueShape.ObjectOf) shape).type()).orElseThrow();
  }

  private static void value(ByteArrayOutputStream out, int number, ValueShape shape,
      JsonNode value) {
    switch (shape) {
      case ValueShape.ListOf(ValueShape item) -> {
        if (value.isArray()) value.forEach(one -> value(out, number, item, one));
      }
      case ValueShape.MapOf(ValueShape inner) -> value.forEachEntry((key, one) -> {
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        bytes(entry, 1, key.getBytes(StandardCharsets.UTF_8));
        value(entry, 2, inner, one);
        bytes(out, number, entry.toByteArray());
      });
      case ValueShape.ObjectOf _ -> {
        if (value.isObject()) bytes(out, number, message(value, typeOf(shape)));
      }
      case ValueShape.Plain(PlainType type) -> plain(out, number, type, value);
    }
  }

  private static void plain(ByteArrayOutputStream out, int number, PlainType type,
      JsonNode value) {
    switch (type) {
      case STRING -> {
        if (value.isString()) bytes(out, number, utf8(value));
      }
      case BOOLEAN -> {
        if (value.isBoolean()) varint(out, number, value.asBoolean() ? 1 : 0);
      }
      case INT32, INT64 -> {
        if (value.isIntegralNumber()) varint(out, number, value.asLong(0));
      }
      case DOUBLE -> {
        tag(out, number, FIXED64);
        long bits = Double.doubleToRawLongBits(value.asDouble(0));
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE)
          out.write((int) (bits >>> shift));
      }
      case QUANTITY -> {
        if (value.isValueNode()) inner(out, number, 1, utf8(value));
      }
      case ANY -> inner(out, number, 1, Json.bytes(value));
      case INT_OR_STRING -> {
        ByteArrayOutputStream either = new ByteArrayOutputStream();
        varint(either, 1, value.isString() ? 1 : 0);
        varint(either, 2, value.asLong(0));
        if (value.isString()) bytes(either, 3, utf8(value));
        bytes(out, number, either.toByteArray());
      }
      case TIME, MICRO_TIME -> {
        ByteArrayOutputStream moment = new ByteArrayOutputStream();
        varint(moment, 1, value.hashCode());
        bytes(out, number, moment.toByteArray());
      }
      case BYTES, SCHEMA_OR_BOOL, SCHEMA_OR_LIST, SCHEMA_OR_TEXTS -> bytes(out, number,
          utf8(value));
    }
  }

  private static byte[] utf8(JsonNode value) {
    return value.asString("").getBytes(StandardCharsets.UTF_8);
  }

  private static void inner(ByteArrayOutputStream out, int number, int innerNumber,
      byte[] content) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    bytes(message, innerNumber, content);
    bytes(out, number, message.toByteArray());
  }

  private static void bytes(ByteArrayOutputStream out, int number, byte[] content) {
    tag(out, number, BYTES);
    raw(out, content.length);
    out.writeBytes(content);
  }

  private static void varint(ByteArrayOutputStream out, int number, long value) {
    tag(out, number, VARINT);
    raw(out, value);
  }

  private static void tag(ByteArrayOutputStream out, int number, int wireType) {
    raw(out, (long) number << 3 | wireType);
  }

  private static void raw(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
