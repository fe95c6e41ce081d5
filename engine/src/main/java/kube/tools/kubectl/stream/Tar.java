package kube.tools.kubectl.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Archives of `tar`, as far as `cp` needs them: files and folders, in blocks of 512 bytes.
///
/// **Leaves out** links, owners and the extensions of GNU for names beyond 255 bytes.
final class Tar {

  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int PREFIX_AT = 345;
  private static final int PREFIX = 155;

  /// One file or folder of an archive.
  @SuppressWarnings("ArrayRecordComponent") // Content on its way; never compared.
  record Entry(String name, boolean isFolder, byte[] content) {}

  private Tar() {}

  static void write(OutputStream into, Entry entry) throws IOException {
    byte[] header = new byte[BLOCK];
    String name = entry.isFolder ? entry.name + "/" : entry.name;
    int cut = name.getBytes(StandardCharsets.UTF_8).length <= NAME
        ? -1
        : name.indexOf('/',
            Math.max(0, name.length() - NAME - 1));
    put(header, 0, NAME, cut < 0 ? name : name.substring(cut + 1));
    if (cut >= 0) put(header, PREFIX_AT, PREFIX, name.substring(0, cut));
    octal(header, 100, 8, entry.isFolder ? 0755 : 0644);
    octal(header, 108, 8, 0);
    octal(header, 116, 8, 0);
    octal(header, 124, 12, entry.content.length);
    octal(header, 136, 12, 0);
    header[156] = (byte) (entry.isFolder ? '5' : '0');
    put(header, 257, 8, "ustar\00000");
    put(header, 148, 8, "        ");
    int sum = 0;
    for (byte one : header) sum += one & 0xff;
    put(header, 148, 8, String.format("%06o\0 ", sum));
    into.write(header);
    into.write(entry.content);
    into.write(new byte[padding(entry.content.length)]);
  }

  /// The two empty blocks that end an archive.
  static void end(OutputStream into) throws IOException {
    into.write(new byte[2 * BLOCK]);
  }

  /// The next entry; empty at the end of the archive.
  static Optional<Entry> next(InputStream from) throws IOException {
    byte[] header = from.readNBytes(BLOCK);
    if (header.length < BLOCK || header[0] == 0) return Optional.empty();
    String prefix = text(header, PREFIX_AT, PREFIX);
    String name = (prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, NAME);
    String said = text(header, 124, 12).strip();
    int size = said.isEmpty() ? 0 : Integer.parseInt(said, 8);
    byte[] content = from.readNBytes(size);
    from.readNBytes(padding(size));
    return Optional.of(new Entry(name, header[156] == '5', content));
  }

  /// An archive of a single file.
  static byte[] of(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(bytes, new Entry(name, false, content));
    end(bytes);
    return bytes.toByteArray();
  }

  private static int padding(int size) {
    return (BLOCK - size % BLOCK) % BLOCK;
  }

  private static void put(byte[] header, int at, int length, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, Math.min(length, bytes.length));
  }

  private static void octal(byte[] header, int at, int length, long value) {
    put(header, at, length, String.format("%0" + (length - 1) + "o", value));
  }

  private static String text(byte[] header, int at, int length) {
    int end = at;
    while (end < at + length && header[end] != 0) end++;
    return new String(header, at, end - at, StandardCharsets.UTF_8);
  }
}
