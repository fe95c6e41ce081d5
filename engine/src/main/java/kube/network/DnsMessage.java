package kube.network;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A question to a name server, or its answer, as it travels in a datagram.
///
/// **Models** one question and the answers to it in the form of RFC 1035. **Leaves out** the
/// shortening of repeated names when writing, and all other sections.
///
/// @param name in small letters, without the dot at the end
public record DnsMessage(int id, boolean isAnswer, Code code, String name, RecordType type,
    List<Answered> answers) {

  /// What is asked for.
  public enum RecordType {
    A(1), CNAME(5), PTR(12), AAAA(28), SRV(33), OTHER(255);

    private final int number;

    RecordType(int number) {
      this.number = number;
    }

    static RecordType of(int number) {
      for (RecordType type : values()) {
        if (type.number == number) return type;
      }
      return OTHER;
    }
  }

  /// How a question was answered.
  public enum Code {
    NOERROR(0), SERVFAIL(2), NXDOMAIN(3), REFUSED(5);

    private final int number;

    Code(int number) {
      this.number = number;
    }

    static Code of(int number) {
      for (Code code : values()) {
        if (code.number == number) return code;
      }
      return SERVFAIL;
    }
  }

  /// One record.
  ///
  /// @param value an address, a name, or for SRV `priority weight port target`
  public record Answered(String name, RecordType type, int secondsToLive, String value) {}

  private static final int LABEL_AT_MOST = 63;
  private static final int INTERNET = 1;
  private static final int POINTERS_AT_MOST = 8;

  public DnsMessage { answers = List.copyOf(answers); }

  /// A question.
  public static DnsMessage question(int id, String name, RecordType type) {
    return new DnsMessage(id, false, Code.NOERROR, plain(name), type, List.of());
  }

  /// The answer to this question.
  public DnsMessage answer(Code newCode, List<Answered> records) {
    return new DnsMessage(id, true, newCode, name, type, records);
  }

  /// Whether the name can travel at all: labels have at most 63 letters.
  public static boolean isName(String name) {
    for (String label : plain(name).split("\\.", -1)) {
      if (label.isEmpty() || label.length() > LABEL_AT_MOST) return false;
    }
    return name.length() <= 253;
  }

  /// The name as all compare it.
  public static String plain(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return small.endsWith(".") ? small.substring(0, small.length() - 1) : small;
  }

  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    put16(bytes, id);
    put16(bytes, (isAnswer ? 0x8580 : 0x0100) | code.number);
    put16(bytes, 1);
    put16(bytes, answers.size());
    put16(bytes, 0);
    put16(bytes, 0);
    bytes.writeBytes(name(name));
    put16(bytes, type.number);
    put16(bytes, INTERNET);
    for (Answered answer : answers) {
      bytes.writeBytes(name(answer.name));
      put16(bytes, answer.type.number);
      put16(bytes, INTERNET);
      put16(bytes, answer.secondsToLive >>> 16);
      put16(bytes, answer.secondsToLive);
      byte[] value = value(answer);
      put16(bytes, value.length);
      bytes.writeBytes(value);
    }
    return bytes.toByteArray();
  }

  /// Reads a message; empty when the bytes are none.
  public static Optional<DnsMessage> parse(byte[] bytes) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      int id = get16(buffer);
      int flags = get16(buffer);
      int questions = get16(buffer);
      int records = get16(buffer);
      buffer.position(12);
      if (questions != 1) return Optional.empty();
      String name = name(buffer);
      RecordType type = RecordType.of(get16(buffer));
      get16(buffer);
      List<Answered> answers = new ArrayList<>();
      for (int i = 0; i < records; i++) answers.add(record(buffer));
      return Optional.of(new DnsMessage(id, (flags & 0x8000) != 0, Code.of(flags & 15),
          plain(name), type, answers));
    } catch (java.nio.BufferUnderflowException | IllegalArgumentException tooShort) {
      return Optional.empty();
    }
  }

  private static Answered record(ByteBuffer buffer) {
    String name = name(buffer);
    RecordType type = RecordType.of(get16(buffer));
    get16(buffer);
    int secondsToLive = buffer.getInt();
    int end = get16(buffer) + buffer.position();
    String value = switch (type) {
      case A -> (buffer.get() & 255) + "." + (buffer.get() & 255) + "." + (buffer.get() & 255)
          + "." + (buffer.get() & 255);
      case CNAME, PTR -> name(buffer);
      case SRV -> get16(buffer) + " " + get16(buffer) + " " + get16(buffer) + " " + name(buffer);
      case AAAA, OTHER -> "";
    };
    buffer.position(end);
    return new Answered(name, type, secondsToLive, value);
  }

  private static byte[] value(Answered answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    switch (answer.type) {
      case A -> {
        for (String part : answer.value.split("\\.")) bytes.write(Integer.parseInt(part));
      }
      case CNAME, PTR -> bytes.writeBytes(name(answer.value));
      case SRV -> {
        String[] parts = answer.value.split(" ");
        for (int i = 0; i < 3; i++) put16(bytes, Integer.parseInt(parts[i]));
        bytes.writeBytes(name(parts[3]));
      }
      case AAAA, OTHER -> {}
    }
    return bytes.toByteArray();
  }

  private static byte[] name(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String label : plain(name).split("\\.")) {
      byte[] letters = label.getBytes(StandardCharsets.US_ASCII);
      bytes.write(letters.length);
      bytes.writeBytes(letters);
    }
    bytes.write(0);
    return bytes.toByteArray();
  }

  /// Reads a name, which other writers may have shortened by a pointer to an earlier one.
  private static String name(ByteBuffer buffer) {
    StringBuilder name = new StringBuilder();
    int back = -1;
    int pointers = 0;
    for (int length = buffer.get() & 255; length != 0; length = buffer.get() & 255) {
      if (length >= 192) {
        int place = ((length & 63) << 8) | (buffer.get() & 255);
        if (back < 0) back = buffer.position();
        if (++pointers > POINTERS_AT_MOST) throw new IllegalArgumentException("too many pointers");
        buffer.position(place);
        continue;
      }
      byte[] letters = new byte[length];
      buffer.get(letters);
      if (!name.isEmpty()) name.append('.');
      name.append(new String(letters, StandardCharsets.US_ASCII));
    }
    if (back >= 0) buffer.position(back);
    return name.toString();
  }

  private static int get16(ByteBuffer buffer) {
    return buffer.getShort() & 0xffff;
  }

  private static void put16(ByteArrayOutputStream bytes, int number) {
    bytes.write(number >>> 8);
    bytes.write(number);
  }
}
