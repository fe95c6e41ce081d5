package kube.controlplane.etcd;

/// A value as the store keeps it: what is its own, and which pieces of a [PieceBook] go between.
///
/// The instructions begin with the length of the value and then alternate: how many own bytes, those
/// bytes, where the next piece of the book begins and how long it is. A piece without length is a
/// [Uid], whose bytes follow. Numbers take seven bits a byte. Immutable.
///
/// @param book holds the pieces; an empty one for a value that is kept whole
@SuppressWarnings("ArrayRecordComponent") // Bytes, never compared.
record Packed(PieceBook book, byte[] instructions) {

  static final Packed NOTHING = whole(new byte[0]);

  /// A value kept as it is. Nobody else may hold the bytes.
  static Packed whole(byte[] value) {
    return new Packed(PieceBook.EMPTY, value);
  }

  /// The value, in bytes that nobody else holds.
  byte[] unpack() {
    if (book == PieceBook.EMPTY) return instructions.clone();
    Reader reader = new Reader(instructions);
    byte[] value = new byte[reader.number()];
    int at = 0;
    while (at < value.length) {
      int own = reader.number();
      System.arraycopy(instructions, reader.at, value, at, own);
      reader.at += own;
      at += own;
      if (at == value.length) break;
      int from = reader.number();
      int size = reader.number();
      if (size == 0) {
        Uid.spell(instructions, reader.at, value, at);
        reader.at += Uid.SHORT;
        size = Uid.TEXT;
      } else if (from < PieceBook.LARGEST_BOOK) {
        book.copy(from, value, at, size);
      } else {
        System.arraycopy(value, from - PieceBook.LARGEST_BOOK, value, at, size);
      }
      at += size;
    }
    return value;
  }

  private static final class Reader {
    private final byte[] bytes;
    private int at;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    int number() {
      int number = 0;
      for (int shift = 0;; shift += 7) {
        byte next = bytes[at++];
        number |= (next & 0x7f) << shift;
        if (next >= 0) return number;
      }
    }
  }

  /// Writes instructions, which turn out shorter than the value or are of no use.
  static final class Writer {
    private final byte[] bytes;
    private int at;

    /// @param length of the value
    /// @param most how long the instructions may become
    Writer(int length, int most) {
      bytes = new byte[most];
      number(length);
    }

    /// Own bytes and the piece after them; false when there is no room.
    boolean write(byte[] value, int ownFrom, int ownTo, int pieceAt, int pieceLength) {
      int own = ownTo - ownFrom;
      if (at + own + 15 > bytes.length) return false;
      number(own);
      System.arraycopy(value, ownFrom, bytes, at, own);
      at += own;
      if (pieceLength > 0) {
        number(pieceAt);
        number(pieceLength);
      }
      return true;
    }

    /// Own bytes and the uid after them; false when there is no room.
    boolean writeUid(byte[] value, int ownFrom, int uidAt) {
      if (at + uidAt - ownFrom + 15 + Uid.SHORT > bytes.length) return false;
      boolean hasRoom = write(value, ownFrom, uidAt, 0, 0);
      number(0);
      number(0);
      Uid.shorten(value, uidAt, bytes, at);
      at += Uid.SHORT;
      return hasRoom;
    }

    private void number(int number) {
      int rest = number;
      while (rest > 0x7f) {
        bytes[at++] = (byte) (rest | 0x80);
        rest >>>= 7;
      }
      bytes[at++] = (byte) rest;
    }

    byte[] instructions() {
      return java.util.Arrays.copyOf(bytes, at);
    }
  }
}
