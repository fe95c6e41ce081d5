package kube.node.containerruntime.shell;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.process.Files.Directory;
import kube.node.containerruntime.process.Files.Entry;
import kube.node.containerruntime.process.Input;

/// `tar cf - …` and `tar xf -`, through which `kubectl cp` copies.
///
/// **Models** files and directories in the ustar format, and the long names of the pax and GNU
/// formats when reading. **Leaves out** links, owners and compression.
///
/// **In the standard:** https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html
final class Tar implements Tool {

  private static final int BLOCK = 512;

  @Override
  public void run(Call call, IntConsumer done) {
    StringBuilder flags = new StringBuilder();
    String directory = call.directory();
    String archive = "-";
    List<String> names = new ArrayList<>();
    List<String> words = call.words();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean isFlags = i == 0 || (word.startsWith("-") && word.length() > 1);
      if (!isFlags) {
        names.add(word);
        continue;
      }
      flags.append(word);
      boolean takesNext = i + 1 < words.size();
      if (word.contains("C") && takesNext) directory = call.path(words.get(++i));
      else if (word.contains("f") && takesNext) archive = words.get(++i);
    }
    String target = directory;
    if (flags.indexOf("x") >= 0) {
      open(call, archive).all(content -> done.accept(extract(call, target, content)));
    } else if (flags.indexOf("c") >= 0 && archive.equals("-")) {
      done.accept(create(call, target, names));
    } else {
      done.accept(call.fail("must specify one of c, x"));
    }
  }

  private static Input open(Call call, String archive) {
    return archive.equals("-")
        ? call.streams().in()
        : Input.of(call.files().read(call.path(archive)).orElse(new byte[0]));
  }

  private static int create(Call call, String directory, List<String> names) {
    int code = 0;
    for (String name : names) {
      String path = Files.resolve(directory, name);
      if (call.files().find(path).isEmpty()) {
        call.fail(name + ": " + Files.ABSENT);
        code = 1;
        continue;
      }
      if (name.startsWith("/")) call.fail("removing leading '/' from member names");
      String shown = name.replaceFirst("^/+", "").replaceFirst("/+$", "");
      for (String each : call.files().below(path)) {
        String member = shown + each.substring(path.equals("/") ? 0 : path.length());
        call.files().find(each).ifPresent(entry -> write(call, member, entry));
      }
    }
    call.streams().out().write(new byte[2 * BLOCK]);
    return code;
  }

  private static void write(Call call, String name, Entry entry) {
    byte[] content = switch (entry) {
      case Files.File file -> file.content();
      case Files.Link _ -> new byte[0];
      case Directory _ -> new byte[0];
    };
    boolean isDirectory = entry instanceof Directory;
    byte[] header = new byte[BLOCK];
    byte[] shown = (isDirectory ? name + "/" : name).getBytes(UTF_8);
    int cut = shown.length <= 100 ? 0 : slashBefore(shown);
    put(header, 345, Arrays.copyOf(shown, cut), 155);
    byte[] last = Arrays.copyOfRange(shown, cut == 0 ? 0 : cut + 1, shown.length);
    put(header, 0, last, 100);
    put(header, 100, (isDirectory ? "0000755" : "0000644").getBytes(US_ASCII), 8);
    put(header, 108, "0000000".getBytes(US_ASCII), 8);
    put(header, 116, "0000000".getBytes(US_ASCII), 8);
    put(header, 124, "%011o".formatted(content.length).getBytes(US_ASCII), 12);
    put(header, 136, "%011o".formatted(entry.modified().getEpochSecond()).getBytes(US_ASCII), 12);
    put(header, 148, "        ".getBytes(US_ASCII), 8);
    header[156] = (byte) (isDirectory ? '5' : '0');
    put(header, 257, "ustar\00000".getBytes(US_ASCII), 8);
    put(header, 265, "root".getBytes(US_ASCII), 32);
    put(header, 297, "root".getBytes(US_ASCII), 32);
    int sum = 0;
    for (byte b : header) sum += b & 0xff;
    put(header, 148, "%06o\0 ".formatted(sum).getBytes(US_ASCII), 8);
    call.streams().out().write(header);
    int padded = (content.length + BLOCK - 1) / BLOCK * BLOCK;
    if (padded > 0) call.streams().out().write(Arrays.copyOf(content, padded));
  }

  private static int slashBefore(byte[] name) {
    for (int i = Math.min(154, name.length - 1); i > 0; i--) if (name[i] == '/') return i;
    return 0;
  }

  private static void put(byte[] header, int at, byte[] value, int room) {
    System.arraycopy(value, 0, header, at, Math.min(value.length, room));
  }

  private static int extract(Call call, String directory, byte[] archive) {
    String longName = "";
    for (int at = 0; at + BLOCK <= archive.length;) {
      if (archive[at] == 0) break;
      long size = octal(archive, at + 124, 12);
      int start = at + BLOCK;
      if (size < 0 || start + size > archive.length) return call.fail("short read");
      byte[] content = Arrays.copyOfRange(archive, start, start + (int) size);
      String prefix = text(archive, at + 345, 155);
      String name = longName.isEmpty()
          ? (prefix.isEmpty() ? "" : prefix + "/") + text(archive, at, 100)
          : longName;
      char type = (char) archive[at + 156];
      longName = switch (type) {
        case 'x' -> paxPath(content);
        case 'L' -> new String(content, UTF_8).replace("\0", "");
        default -> "";
      };
      if (type == '5' || type == '0' || type == 0) {
        Optional<String> problem = place(call, directory, name, type == '5', content);
        if (problem.isPresent()) return call.fail(name + ": " + problem.get());
      }
      at = start + (int) ((size + BLOCK - 1) / BLOCK * BLOCK);
    }
    return 0;
  }

  private static Optional<String> place(Call call, String directory, String name,
      boolean isDirectory, byte[] content) {
    String path = Files.resolve(directory, name);
    Instant now = call.world().now();
    if (isDirectory) return call.files().makeDirectories(path, now);
    return call.files().makeDirectories(Files.parent(path), now)
        .or(() -> call.files().write(path, content, now));
  }

  /// The `path` record of a pax header; its records are `length key=value`.
  private static String paxPath(byte[] content) {
    for (String record : new String(content, UTF_8).split("\n")) {
      int key = record.indexOf(" path=");
      if (key >= 0) return record.substring(key + " path=".length());
    }
    return "";
  }

  private static long octal(byte[] header, int at, int length) {
    String digits = text(header, at, length).strip();
    return digits.matches("[0-7]{1,11}") ? Long.parseLong(digits, 8) : digits.isEmpty() ? 0 : -1;
  }

  private static String text(byte[] header, int at, int length) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int i = at; i < at + length && header[i] != 0; i++) text.write(header[i]);
    return text.toString(UTF_8);
  }
}
