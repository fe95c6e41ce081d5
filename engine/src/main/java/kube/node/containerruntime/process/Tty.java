package kube.node.containerruntime.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The line discipline of a terminal: between a person who types and a program that reads lines.
///
/// Owned by the loop.
///
/// **Models** the echo, backspace, end of line, Ctrl+D (end of input) and Ctrl+C (a signal), and the
/// carriage return that a screen needs. **Leaves out** raw mode, which no program here asks for.
public final class Tty {

  private static final int CTRL_C = 3;
  private static final int CTRL_D = 4;
  private static final int BACKSPACE = 8;
  private static final int DELETE = 127;

  private final Input program;
  private final Output screen;
  private final Runnable interrupt;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /// @param program what the program reads
  /// @param screen what the person sees
  /// @param interrupt what Ctrl+C does
  public Tty(Input program, Output screen, Runnable interrupt) {
    this.program = program;
    this.screen = bytes -> screen.write(withCarriageReturns(bytes));
    this.interrupt = interrupt;
  }

  /// What the program writes to.
  public Output screen() {
    return screen;
  }

  /// Takes what was typed.
  public void typed(byte[] bytes) {
    for (byte key : bytes) typed(key & 0xff);
  }

  private void typed(int key) {
    switch (key) {
      case '\r', '\n' -> {
        screen.text("\n");
        line.write('\n');
        hand();
      }
      case CTRL_C -> {
        screen.text("^C\n");
        line.reset();
        interrupt.run();
      }
      case CTRL_D -> {
        if (line.size() == 0) {
          program.end();
        } else {
          hand();
        }
      }
      case BACKSPACE, DELETE -> erase();
      default -> {
        line.write(key);
        screen.write(new byte[]{(byte) key});
      }
    }
  }

  private void hand() {
    byte[] typed = line.toByteArray();
    line.reset();
    program.write(typed);
  }

  private void erase() {
    byte[] before = line.toByteArray();
    if (before.length == 0) return;
    line.reset();
    line.writeBytes(Arrays.copyOf(before, before.length - 1));
    screen.text("\b \b");
  }

  private static byte[] withCarriageReturns(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }
}
