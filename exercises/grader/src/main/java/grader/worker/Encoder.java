package grader.worker;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Writes values as bytes that describe themselves.
///
/// Only plain values cross: numbers, texts, bytes, times, optionals, collections, and the records,
/// enums and exceptions of the vocabulary. An object behind one of its interfaces stays here and is
/// called.
@SuppressWarnings("IfChainToSwitch") // See #value.
final class Encoder {
  private static final int MAX_DEPTH = 64;
  private static final int LONG_TEXT = 64 * 1024;
  /// Letters of a long text that may be any.
  private static final int HEAD = 32;

  private final Bytes out = new Bytes();
  private final Peer peer;
  private int depth;

  Encoder(Peer peer) {
    this.peer = peer;
  }

  byte[] toArray() {
    return out.toArray();
  }

  Encoder number(int number) {
    out.putInt(number);
    return this;
  }

  Encoder text(String text) {
    out.putText(text);
    return this;
  }

  Encoder bytes(byte[] bytes) {
    out.putBytes(bytes);
    return this;
  }

  Encoder kind(int kind) {
    out.put(kind);
    return this;
  }

  /// Content of a mirrored object, as it is now.
  Encoder content(Object mirrored) {
    if (mirrored instanceof byte[] bytes) return bytes(bytes);
    Object[] content = Mirrors.contentOf(mirrored);
    number(content.length);
    for (Object element : content) element(element);
    return this;
  }

  /// Asks class by class: for a switch over types each new worker would generate a class, which
  /// takes it longer than most of what it has to say.
  Encoder value(@Nullable Object value) {
    if (++depth > MAX_DEPTH) throw new BadAnswer("A value is nested more than 64 levels deep.");
    if (value == null) tag(Tag.NULL);
    else if (!scalar(value) && !optional(value) && !container(value))
      object(value);
    depth--;
    return this;
  }

  private boolean scalar(Object value) {
    if (value instanceof String text) string(text);
    else if (value instanceof Integer number) tag(Tag.INT).putInt(number);
    else if (value instanceof Long number) tag(Tag.LONG).putLong(number);
    else if (value instanceof Boolean claim) tag(claim ? Tag.TRUE : Tag.FALSE);
    else if (value instanceof Enum<?> constant) enumConstant(constant);
    else if (value instanceof Duration span)
      putTime(Tag.DURATION, span.getSeconds(), span.getNano());
    else if (value instanceof Instant moment)
      putTime(Tag.INSTANT, moment.getEpochSecond(), moment.getNano());
    else if (value instanceof Byte number) tag(Tag.BYTE).put(number);
    else if (value instanceof Short number) tag(Tag.SHORT).putInt(number);
    else if (value instanceof Character letter) tag(Tag.CHAR).putInt(letter);
    else if (value instanceof Float number) tag(Tag.FLOAT).putInt(Float.floatToIntBits(number));
    else if (value instanceof Double number)
      tag(Tag.DOUBLE).putLong(Double.doubleToLongBits(number));
    else if (value instanceof BigDecimal amount) tag(Tag.DECIMAL).putText(amount.toString());
    else
      return false;
    return true;
  }

  /// What fills a memory on purpose is mostly one letter; written out it would take both sides
  /// longer than all that is done with it.
  private void string(String text) {
    if (isDrawnOut(text)) {
      tag(Tag.DRAWN_OUT).putText(text.substring(0, HEAD));
      number(text.charAt(HEAD)).number(text.length() - HEAD);
    } else {
      tag(Tag.STRING).putText(text);
    }
  }

  /// Whether all letters after the first few are the same, compared as fast as the machine can. What
  /// is too large for a frame is refused as that.
  private static boolean isDrawnOut(String text) {
    boolean isLong = text.length() > LONG_TEXT && text.length() <= Wire.MAX_FRAME_BYTES / 2;
    return isLong && !Character.isSurrogate(text.charAt(HEAD))
        && text.regionMatches(HEAD, text, HEAD + 1, text.length() - HEAD - 1);
  }

  private boolean optional(Object value) {
    if (value instanceof Optional<?> any) {
      tag(any.isPresent() ? Tag.OPTIONAL : Tag.OPTIONAL_EMPTY);
      if (any.isPresent()) value(any.get());
    } else if (value instanceof OptionalInt number) {
      optional(Tag.OPTIONAL_INT, number.isPresent(), number.orElse(0));
    } else if (value instanceof OptionalLong number) {
      optional(Tag.OPTIONAL_LONG, number.isPresent(), number.orElse(0));
    } else if (value instanceof OptionalDouble number) {
      optional(Tag.OPTIONAL_DOUBLE, number.isPresent(),
          Double.doubleToLongBits(number.orElse(0)));
    } else {
      return false;
    }
    return true;
  }

  private boolean container(Object value) {
    if (isRecord(value)) return false;
    if (value instanceof byte[] bytes) {
      if (mirrored(bytes, Tag.BYTES)) return true;
      out.putBytes(bytes);
      peer.mirrors().add(bytes);
    } else if (value instanceof List<?> list) {
      collection(list, isOpen(list) ? Tag.OPEN_LIST : Tag.LIST);
    } else if (value instanceof SortedSet<?> set) {
      requireNaturalOrder(set.comparator());
      collection(set, isOpen(set) ? Tag.OPEN_SORTED_SET : Tag.SORTED_SET);
    } else if (value instanceof Set<?> set) {
      collection(set, isOpen(set) ? Tag.OPEN_SET : Tag.SET);
    } else if (value instanceof SortedMap<?, ?> map) {
      requireNaturalOrder(map.comparator());
      map(map, isOpen(map) ? Tag.OPEN_SORTED_MAP : Tag.SORTED_MAP);
    } else if (value instanceof Map<?, ?> map) {
      map(map, isOpen(map) ? Tag.OPEN_MAP : Tag.MAP);
    } else {
      return false;
    }
    return true;
  }

  private Bytes tag(Tag tag) {
    out.put(tag.code());
    return out;
  }

  private void putTime(Tag tag, long seconds, int nanos) {
    tag(tag).putLong(seconds);
    out.putInt(nanos);
  }

  private void optional(Tag tag, boolean isPresent, long bits) {
    tag(tag).put(isPresent ? 1 : 0);
    out.putLong(bits);
  }

  /// Writes only a handle when the other side holds a mirror of this object already.
  private boolean mirrored(Object object, Tag tagOfNew) {
    int handle = peer.mirrors().handleOf(object);
    if (handle >= 0) {
      tag(Tag.MIRRORED).putInt(handle);
      return true;
    }
    tag(tagOfNew);
    return false;
  }

  private void collection(Collection<?> collection, Tag tag) {
    boolean isOpen = tag.compareTo(Tag.OPEN_LIST) >= 0;
    if (isOpen && mirrored(collection, tag)) return;
    if (!isOpen) tag(tag);
    Object[] elements = inSteadyOrder(collection);
    out.putInt(elements.length);
    for (Object element : elements) element(element);
    if (isOpen) peer.mirrors().add(collection);
  }

  private void map(Map<?, ?> map, Tag tag) {
    boolean isOpen = tag.compareTo(Tag.OPEN_LIST) >= 0;
    if (isOpen && mirrored(map, tag)) return;
    if (!isOpen) tag(tag);
    Object[] keys = inSteadyOrder(map.keySet());
    out.putInt(keys.length);
    for (Object key : keys) {
      element(key);
      element(map.get(key));
    }
    if (isOpen) peer.mirrors().add(map);
  }

  private void element(@Nullable Object element) {
    if (element == null) throw new BadAnswer("There is a null inside a collection.");
    value(element);
  }

  /// `Set.of` and `Map.of` shuffle by the process they are in; sorted, they read alike everywhere.
  private static Object[] inSteadyOrder(Collection<?> collection) {
    Object[] elements = collection.toArray();
    boolean isShuffled = !(collection instanceof List)
        && collection.getClass().getName().startsWith("java.util.ImmutableCollections");
    if (isShuffled && List.of(elements).stream().allMatch(each -> each instanceof Comparable)) {
      Arrays.sort(elements);
    }
    return elements;
  }

  private static boolean isOpen(Object collection) {
    Class<?> type = collection.getClass();
    return type == ArrayList.class || type == LinkedList.class || type == HashMap.class
        || type == LinkedHashMap.class || type == TreeMap.class || type == HashSet.class
        || type == LinkedHashSet.class || type == TreeSet.class;
  }

  private static void requireNaturalOrder(@Nullable Object comparator) {
    if (comparator != null) {
      throw new BadAnswer("A sorted collection with an order of its own cannot be answered.");
    }
  }

  @SuppressWarnings("EnumOrdinal") // Both sides run the same class file.
  private void enumConstant(Enum<?> constant) {
    tag(Tag.ENUM);
    out.putInt(indexOf(constant.getDeclaringClass()));
    out.putInt(constant.ordinal());
  }

  /// Whether it is a record of the vocabulary.
  private boolean isRecord(Object value) {
    return value instanceof Record && peer.vocabulary().indexOf(value.getClass()) != null;
  }

  private void object(Object value) {
    if (isRecord(value)) {
      tag(Tag.RECORD).putInt(indexOf(value.getClass()));
      for (Object component : peer.partsOf(value)) value(component);
    } else if (value instanceof Throwable exception) {
      exception(exception);
    } else if (peer.stubId(value) >= 0) {
      tag(Tag.YOURS).putInt(peer.stubId(value));
    } else {
      callback(value);
    }
  }

  private void exception(Throwable exception) {
    Object[] parts = peer.vocabulary().exceptionShape(exception.getClass()).partsOf(exception);
    tag(Tag.EXCEPTION).putInt(indexOf(exception.getClass()));
    out.putInt(parts.length);
    for (Object part : parts) value(part);
  }

  private void callback(Object value) {
    List<Class<?>> interfaces = peer.vocabulary().interfacesOf(value);
    if (interfaces.isEmpty()) throw notSayable(value.getClass());
    tag(Tag.MINE).putInt(peer.exports().export(value));
    out.putInt(interfaces.size());
    for (Class<?> each : interfaces) out.putInt(indexOf(each));
  }

  private int indexOf(Class<?> type) {
    Integer index = peer.vocabulary().indexOf(type);
    if (index == null) throw notSayable(type);
    return index;
  }

  private static BadAnswer notSayable(Class<?> type) {
    return new BadAnswer("A value of type " + type.getSimpleName()
        + " cannot be handed over; only the exercise's own types and plain Java values can.");
  }
}
