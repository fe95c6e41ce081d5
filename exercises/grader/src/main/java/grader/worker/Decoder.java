package grader.worker;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads what an [Encoder] wrote, believing none of it: sizes, types and depths are checked,
/// objects are built by their own constructors only.
final class Decoder {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_DIGITS = 100;

  private final ByteBuffer in;
  private final Peer peer;
  private int depth;
  private int lettersDrawnOut;

  Decoder(byte[] frame, Peer peer) {
    this.in = ByteBuffer.wrap(frame);
    this.peer = peer;
  }

  int kind() {
    return need(1).get();
  }

  int number() {
    return need(4).getInt();
  }

  /// How many things follow; never more than there are bytes left.
  int count() {
    int count = number();
    if (count < 0 || count > in.remaining()) throw new ProtocolBroken("a count of " + count);
    return count;
  }

  byte[] bytes() {
    byte[] bytes = new byte[count()];
    in.get(bytes);
    return bytes;
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  void end() {
    if (in.hasRemaining()) throw new ProtocolBroken("a frame is longer than its content");
  }

  Object[] content() {
    Object[] content = new Object[count()];
    for (int index = 0; index < content.length; index++) content[index] = element();
    return content;
  }

  @Nullable
  Object value() {
    if (++depth > MAX_DEPTH) throw new ProtocolBroken("a value nested too deeply");
    Object value = switch (Tag.of(need(1).get())) {
      case NULL -> null;
      case TRUE -> true;
      case FALSE -> false;
      case BYTE -> need(1).get();
      case SHORT -> (short) number();
      case INT -> number();
      case LONG -> need(8).getLong();
      case FLOAT -> Float.intBitsToFloat(number());
      case DOUBLE -> Double.longBitsToDouble(need(8).getLong());
      case CHAR -> (char) number();
      case STRING -> text();
      case DRAWN_OUT -> drawnOut();
      case DECIMAL -> decimal();
      case DURATION -> Duration.ofSeconds(need(12).getLong(), in.getInt());
      case INSTANT -> instant();
      case OPTIONAL_EMPTY -> Optional.empty();
      case OPTIONAL -> Optional.of(element());
      case OPTIONAL_INT ->
        need(9).get() == 1 ? OptionalInt.of((int) in.getLong()) : skipped(OptionalInt.empty());
      case OPTIONAL_LONG ->
        need(9).get() == 1 ? OptionalLong.of(in.getLong()) : skipped(OptionalLong.empty());
      case OPTIONAL_DOUBLE -> need(9).get() == 1
          ? OptionalDouble.of(Double.longBitsToDouble(in.getLong()))
          : skipped(OptionalDouble.empty());
      case RECORD -> record();
      case ENUM -> enumConstant();
      case EXCEPTION -> exception();
      case LIST -> List.of(content());
      case SET -> Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(content())));
      case SORTED_SET -> Collections.unmodifiableSortedSet(sortedSet());
      case MAP -> Collections.unmodifiableMap(fill(new LinkedHashMap<>()));
      case SORTED_MAP -> Collections.unmodifiableSortedMap(sortedMap());
      case BYTES -> mirror(bytes());
      case OPEN_LIST -> mirror(new ArrayList<>(Arrays.asList(content())));
      case OPEN_SET -> mirror(new LinkedHashSet<>(Arrays.asList(content())));
      case OPEN_SORTED_SET -> mirror(sortedSet());
      case OPEN_MAP -> mirror(fill(new LinkedHashMap<>()));
      case OPEN_SORTED_MAP -> mirror(sortedMap());
      case MIRRORED -> peer.mirrors().object(number());
      case MINE -> stub();
      case YOURS -> peer.exports().object(number());
    };
    depth--;
    return value;
  }

  private Object element() {
    Object element = value();
    if (element == null) throw new ProtocolBroken("a null inside a collection");
    return element;
  }

  private <T> T skipped(T empty) {
    in.getLong();
    return empty;
  }

  /// A few bytes stand for a large text, so all of them together may be no larger than a frame.
  private String drawnOut() {
    String head = text();
    int letter = number();
    int count = number();
    if (letter < 0 || letter > Character.MAX_VALUE || Character.isSurrogate((char) letter)
        || count < 0 || count > Wire.MAX_FRAME_BYTES / 2 - lettersDrawnOut) {
      throw new ProtocolBroken("a text of %d times the letter %d".formatted(count, letter));
    }
    lettersDrawnOut += count;
    return head.concat(Character.toString(letter).repeat(count));
  }

  /// A short text can stand for a number that fills the memory once it is written out.
  private BigDecimal decimal() {
    String digits = text();
    if (digits.length() > MAX_DIGITS) throw new ProtocolBroken("an amount that is too long");
    try {
      BigDecimal amount = new BigDecimal(digits);
      if (Math.abs((long) amount.scale()) <= MAX_DIGITS) return amount;
      throw new ProtocolBroken("an amount out of range");
    } catch (NumberFormatException wrong) {
      throw broken("an amount that is no number", wrong);
    }
  }

  private Instant instant() {
    try {
      return Instant.ofEpochSecond(need(12).getLong(), in.getInt());
    } catch (DateTimeException | ArithmeticException tooFar) {
      throw broken("a time out of range", tooFar);
    }
  }

  private Object record() {
    RecordShape shape = peer.vocabulary().recordShape(peer.vocabulary().type(number()));
    Object[] components = new Object[shape.accessors().size()];
    for (int index = 0; index < components.length; index++) components[index] = value();
    return shape.build(components);
  }

  private Object enumConstant() {
    Object[] constants = peer.vocabulary().type(number()).getEnumConstants();
    int ordinal = number();
    if (constants == null || ordinal < 0 || ordinal >= constants.length) {
      throw new ProtocolBroken("there is no such enum constant");
    }
    return constants[ordinal];
  }

  private Object exception() {
    ExceptionShape shape = peer.vocabulary().exceptionShape(peer.vocabulary().type(number()));
    Object[] parts = new Object[count()];
    if (parts.length != shape.accessors().size())
      throw new ProtocolBroken("an exception in pieces");
    for (int index = 0; index < parts.length; index++) parts[index] = value();
    return shape.build(parts);
  }

  private SortedSet<Object> sortedSet() {
    try {
      return new TreeSet<>((Collection<?>) Arrays.asList(content()));
    } catch (ClassCastException unordered) {
      throw broken("a sorted set of things without an order", unordered);
    }
  }

  private SortedMap<Object, Object> sortedMap() {
    try {
      return fill(new TreeMap<>());
    } catch (ClassCastException unordered) {
      throw broken("a sorted map of keys without an order", unordered);
    }
  }

  private <M extends Map<Object, Object>> M fill(M map) {
    int count = count();
    for (int index = 0; index < count; index++) map.put(element(), element());
    return map;
  }

  private Object mirror(Object object) {
    peer.mirrors().add(object);
    return object;
  }

  private Object stub() {
    int id = number();
    List<Class<?>> interfaces = new ArrayList<>();
    int count = count();
    for (int index = 0; index < count; index++) {
      Class<?> type = peer.vocabulary().type(number());
      if (!type.isInterface() || type.isSealed())
        throw new ProtocolBroken(type + " is no callback");
      interfaces.add(type);
    }
    return peer.stub(id, interfaces);
  }

  private ByteBuffer need(int bytes) {
    if (in.remaining() < bytes) throw new ProtocolBroken("a frame ends too early");
    return in;
  }

  private static ProtocolBroken broken(String message, Throwable cause) {
    ProtocolBroken broken = new ProtocolBroken(message);
    broken.initCause(cause);
    return broken;
  }
}
