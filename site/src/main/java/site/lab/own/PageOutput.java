package site.lab.own;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;

/// What a command prints, on its way to the page: whole lines where it can, and not without end.
///
/// Owned by the command's thread.
final class PageOutput extends OutputStream {
  private static final int PIECE = 8 * 1024;

  /// How much one command may print; the rest is not shown.
  static final int MOST = 512 * 1024;

  private final BiConsumer<String, Boolean> page;
  private final boolean isError;
  private final Runnable onFull;
  private byte[] gathered = new byte[PIECE];
  private int count;
  private long printed;

  /// @param page takes each piece, and whether it is an error
  /// @param onFull runs once, when too much was printed
  PageOutput(BiConsumer<String, Boolean> page, boolean isError, Runnable onFull) {
    this.page = page;
    this.isError = isError;
    this.onFull = onFull;
  }

  PrintStream stream() {
    return new PrintStream(this, false, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int letter) {
    write(new byte[]{(byte) letter}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    if (printed > MOST) return;
    if (count + length > gathered.length) {
      gathered = Arrays.copyOf(gathered, Math.max(gathered.length * 2, count + length));
    }
    System.arraycopy(bytes, from, gathered, count, length);
    count += length;
    printed += length;
    if (printed > MOST) {
      flush();
      onFull.run();
    } else if (count >= PIECE) {
      flush();
    }
  }

  /// Hands on what has gathered, but for the beginning of a letter whose end is still to come.
  @Override
  public void flush() {
    int whole = wholeLetters();
    if (whole == 0) return;
    String text = new String(gathered, 0, whole, StandardCharsets.UTF_8);
    System.arraycopy(gathered, whole, gathered, 0, count - whole);
    count -= whole;
    page.accept(text, isError);
  }

  private int wholeLetters() {
    int at = count;
    while (at > 0 && count - at < 3 && (gathered[at - 1] & 0xC0) == 0x80) at--;
    if (at == 0) return count;
    int first = gathered[at - 1] & 0xff;
    int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
    return count - at + 1 < length ? at - 1 : count;
  }
}
