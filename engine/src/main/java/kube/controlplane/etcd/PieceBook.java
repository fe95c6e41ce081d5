package kube.controlplane.etcd;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/// Values of which others are made: thousands of Pods say nearly the same, and it is kept once.
///
/// A value that resembles nothing in the book is written into it, as long as there is room; one that
/// resembles something becomes a [Packed] that names the pieces. One that says much besides, such as
/// the first Pod that runs among Pods that wait, is written into it too: the next will say the
/// same. What a value says twice, such as a time, it takes from itself the second time, and a [Uid]
/// takes half its room. The book only ever grows, and goes when no value names it any longer.
///
/// **In Kubernetes:** etcd keeps every value whole, and needs gigabytes where this needs megabytes.
final class PieceBook {

  static final PieceBook EMPTY = new PieceBook();

  private static final int SMALLEST_VALUE = 128;
  private static final int LARGEST_NEW_VALUE = 8 * 1024;

  /// A piece at this place or beyond lies in the value itself, so much further to the front.
  static final int LARGEST_BOOK = 64 * 1024;
  private static final int SHORTEST_PIECE = 12;

  /// A value of which more than a sixteenth is its own teaches an empty book something. The fuller
  /// the book, the more a value has to bring, so that those who come first do not fill it alone; the
  /// last quarter is for values that resemble nothing.
  private static final int PARTS = 16;
  private static final int PARTS_MORE_FOR_A_FULL_BOOK = 6;
  private static final int ROOM_FOR_TEACHING = LARGEST_BOOK / 4 * 3;

  /// Every eighth place is looked up by its eight bytes, so no common piece of 15 bytes is missed.
  private static final int STEP = 8;
  private static final int OWN_PLACES = 1 << 9;
  private static final VarHandle EIGHT_BYTES = MethodHandles.byteArrayViewVarHandle(long[].class,
      ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = {};
  private int length;

  /// Places in the book plus one, by the hash of the eight bytes there.
  private int[] places = {};

  /// The same for the own bytes of the value that is being packed.
  private final int[] ownPlaces = new int[OWN_PLACES];

  /// The same book for another store: each goes on to write in its own.
  PieceBook copy() {
    if (length == 0) return this == EMPTY ? EMPTY : new PieceBook();
    PieceBook copy = new PieceBook();
    copy.bytes = bytes.clone();
    copy.places = places.clone();
    copy.length = length;
    return copy;
  }

  /// The value in few bytes; empty when the book is full and cannot help.
  Optional<Packed> pack(byte[] value) {
    if (value.length < SMALLEST_VALUE) return Optional.of(Packed.whole(value.clone()));
    Optional<Packed> similar = length == 0 ? Optional.empty() : likeOthers(value);
    if (similar.isPresent()) {
      return teaches(value, similar.get()) ? Optional.of(add(value)) : similar;
    }
    if (value.length > LARGEST_NEW_VALUE) return Optional.of(Packed.whole(value.clone()));
    return length + value.length > LARGEST_BOOK ? Optional.empty() : Optional.of(add(value));
  }

  private boolean teaches(byte[] value, Packed similar) {
    long partsWanted = 1 + (long) PARTS_MORE_FOR_A_FULL_BOOK * length / LARGEST_BOOK;
    return (long) similar.instructions().length * PARTS > partsWanted * value.length
        && value.length <= LARGEST_NEW_VALUE && length + value.length <= ROOM_FOR_TEACHING;
  }

  void copy(int from, byte[] to, int at, int size) {
    System.arraycopy(bytes, from, to, at, size);
  }

  /// Empty when more than half of the value would be its own.
  private Optional<Packed> likeOthers(byte[] value) {
    Packed.Writer writer = new Packed.Writer(value.length, value.length / 2);
    Arrays.fill(ownPlaces, 0);
    int told = 0;
    int at = 0;
    while (at + Long.BYTES <= value.length) {
      long eight = (long) EIGHT_BYTES.get(value, at);
      int place = places[slot(eight, places)] - 1;
      boolean isInBook = place >= 0 && (long) EIGHT_BYTES.get(bytes, place) == eight;
      int before = isInBook ? commonBefore(value, told, at, place) : 0;
      int piece = isInBook ? before + commonFrom(value, at, place) : 0;
      int from = place - before;
      if (!isInBook) {
        int earlier = earlier(value, eight, at);
        if (earlier >= 0) piece = saidTwice(value, earlier, at);
        from = LARGEST_BOOK + earlier;
      }
      if (piece < SHORTEST_PIECE && Uid.isAt(value, at)) {
        if (!writer.writeUid(value, told, at)) return Optional.empty();
        at += Uid.TEXT;
        told = at;
        continue;
      }
      if (piece < SHORTEST_PIECE) {
        at++;
        continue;
      }
      if (!writer.write(value, told, at - before, from, piece)) return Optional.empty();
      at += piece - before;
      told = at;
    }
    boolean isTold = told == value.length || writer.write(value, told, value.length, 0, 0);
    return isTold
        ? Optional.of(new Packed(this, writer.instructions()))
        : Optional.empty();
  }

  /// Where the value has said the same eight bytes before; -1 if it has not. Remembers this place.
  private int earlier(byte[] value, long eight, int at) {
    int slot = slot(eight, ownPlaces);
    int place = ownPlaces[slot] - 1;
    ownPlaces[slot] = at + 1;
    return place >= 0 && (long) EIGHT_BYTES.get(value, place) == eight ? place : -1;
  }

  private static int saidTwice(byte[] value, int earlier, int at) {
    int most = Math.min(value.length - at, at - earlier);
    int differs = Arrays.mismatch(value, at, at + most, value, earlier, earlier + most);
    return differs < 0 ? most : differs;
  }

  private int commonBefore(byte[] value, int told, int at, int place) {
    int most = Math.min(at - told, place);
    int common = 0;
    while (common < most && value[at - common - 1] == bytes[place - common - 1]) common++;
    return common;
  }

  private int commonFrom(byte[] value, int at, int place) {
    int most = Math.min(value.length - at, length - place);
    int differs = Arrays.mismatch(value, at, at + most, bytes, place, place + most);
    return differs < 0 ? most : differs;
  }

  /// Writes a value into the book and names it as one piece.
  private Packed add(byte[] value) {
    int from = length;
    if (length + value.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(LARGEST_BOOK, (length + value.length) * 2));
      places = new int[Integer.highestOneBit(bytes.length / STEP) * 4];
      index(0, length);
    }
    System.arraycopy(value, 0, bytes, from, value.length);
    length += value.length;
    index((from + STEP - 1) / STEP * STEP, length);
    Packed.Writer writer = new Packed.Writer(value.length, 32);
    writer.write(value, 0, 0, from, value.length);
    return new Packed(this, writer.instructions());
  }

  private void index(int from, int to) {
    for (int at = from; at + Long.BYTES <= to; at += STEP) {
      places[slot((long) EIGHT_BYTES.get(bytes, at), places)] = at + 1;
    }
  }

  private static int slot(long eight, int[] table) {
    return (int) ((eight * 0x9E3779B97F4A7C15L) >>> 32) & (table.length - 1);
  }
}
