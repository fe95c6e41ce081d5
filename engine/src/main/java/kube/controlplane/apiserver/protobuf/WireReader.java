package kube.controlplane.apiserver.protobuf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads one message of the protobuf wire format, field by field.
///
/// A message is a row of fields; each begins with its number and with how long it is. Nothing in it
/// says what the numbers mean.
///
/// Owned by the one request that is being read. Throws [MalformedMessageException] where the bytes
/// end too early or make no sense, in the words of Go's decoder.
///
/// **Leaves out** groups, which Kubernetes never writes.
final class WireReader {

  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private static final int BITS_OF_WIRE_TYPE = 3;
  private static final int VARINT_BYTES_AT_MOST = 10;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int number;
  private int wireType;

  WireReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private WireReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  boolean isEmpty() {
    return at == end;
  }

  /// Moves to the next field; false at the end of the message.
  boolean next() {
    if (isEmpty()) return false;
    long tag = varint();
    number = (int) (tag >>> BITS_OF_WIRE_TYPE);
    wireType = (int) (tag & ((1 << BITS_OF_WIRE_TYPE) - 1));
    if (number <= 0) {
      throw new MalformedMessageException(
          "proto: illegal tag " + number + " (wire type " + wireType + ")");
    }
    return true;
  }

  int number() {
    return number;
  }

  /// Refuses the field when it is not written in this way.
  void expect(int wanted, String field) {
    if (wireType != wanted) {
      throw new MalformedMessageException(
          "proto: wrong wireType = " + wireType + " for field " + field);
    }
  }

  long varint() {
    long value = 0;
    for (int count = 0; count < VARINT_BYTES_AT_MOST; count++) {
      if (at >= end) throw new MalformedMessageException("unexpected EOF");
      byte next = bytes[at++];
      value |= (long) (next & 0x7f) << (7 * count);
      if (next >= 0) return value;
    }
    throw new MalformedMessageException("proto: integer overflow");
  }

  /// A yes or no.
  boolean bool(String field) {
    expect(VARINT, field);
    return varint() != 0;
  }

  double fixed64() {
    long value = 0;
    int start = take(Long.BYTES);
    for (int index = Long.BYTES - 1; index >= 0; index--) {
      value = (value << Byte.SIZE) | (bytes[start + index] & 0xff);
    }
    return Double.longBitsToDouble(value);
  }

  /// The message within the current field.
  WireReader message() {
    int length = length();
    int start = take(length);
    return new WireReader(bytes, start, start + length);
  }

  byte[] content() {
    int length = length();
    int start = take(length);
    return Arrays.copyOfRange(bytes, start, start + length);
  }

  String text() {
    int length = length();
    return new String(bytes, take(length), length, StandardCharsets.UTF_8);
  }

  void skip() {
    switch (wireType) {
      case VARINT -> varint();
      case FIXED64 -> take(Long.BYTES);
      case BYTES -> take(length());
      case FIXED32 -> take(Integer.BYTES);
      default -> throw new MalformedMessageException("proto: illegal wireType " + wireType);
    }
  }

  private int length() {
    long length = varint();
    if (length < 0) {
      throw new MalformedMessageException("proto: negative length found during unmarshaling");
    }
    if (length > end - at) throw new MalformedMessageException("unexpected EOF");
    return (int) length;
  }

  private int take(int count) {
    if (count > end - at) throw new MalformedMessageException("unexpected EOF");
    int start = at;
    at += count;
    return start;
  }
}
