package kube.node.containerruntime.shell;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.process.Files.Directory;
import kube.node.containerruntime.process.Files.Entry;
import kube.node.containerruntime.process.Files.File;
import kube.node.containerruntime.process.Files.Link;
import kube.node.containerruntime.process.World.Listed;
import kube.node.containerruntime.shell.Tool.Call;

/// Tools that show how large things are and what runs: `du`, `stat` and `top`.
///
/// **Leaves out** inodes and devices, because a disk in memory has none; processor shares, because
/// programs of this world take none that could be measured; and `vi`, which draws on a whole screen.
final class LookTools {

  private static final DateTimeFormatter MOMENT = DateTimeFormatter
      .ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final long BLOCK = 4096;

  private LookTools() {}

  static void addTo(Map<String, Tool> table) {
    table.put("du", Tool.quick(LookTools::usage));
    table.put("stat", Tool.quick(LookTools::describe));
    table.put("top", Tool.quick(LookTools::processes));
    table.put("vi", Tool.quick(call -> call.fail("there is no screen here to draw on: write with"
        + " echo or cat > FILE, change with sed -i")));
  }

  static long size(Entry entry) {
    return switch (entry) {
      case Directory _ -> BLOCK;
      case File file -> Math.max(file.stored(), file.content().length);
      case Link link -> link.target().length();
    };
  }

  private static int usage(Call call) {
    int code = 0;
    for (String word : call.operands().isEmpty() ? List.of(".") : call.operands()) {
      String root = call.path(word);
      if (call.files().findLink(root).isEmpty()) {
        code = call.fail(word + ": " + Files.ABSENT);
        continue;
      }
      TreeMap<String, Long> sizes = new TreeMap<>();
      for (String path : call.files().below(root)) add(call, sizes, root, path);
      sizes.descendingMap().forEach((path, blocks) -> {
        boolean isAsked = path.equals(root) || (!call.has('s')
            && (call.has('a') || call.files().isDirectory(path)));
        String below = path.substring(root.equals("/") ? 0 : root.length());
        if (isAsked) call.out(amount(call, blocks * BLOCK) + "\t" + word + below);
      });
    }
    return code;
  }

  /// A directory is as large as all that is in it.
  private static void add(Call call, Map<String, Long> sizes, String root, String path) {
    long blocks = call.files().findLink(path).map(LookTools::size).orElse(0L);
    long rounded = (blocks + BLOCK - 1) / BLOCK;
    String folder = path;
    while (folder.length() > root.length()) {
      sizes.merge(folder, rounded, Long::sum);
      folder = Files.parent(folder);
    }
    sizes.merge(root, rounded, Long::sum);
  }

  private static String amount(Call call, long bytes) {
    if (!call.has('h')) return Long.toString(bytes / 1024);
    double amount = bytes / 1024.0;
    int unit = 0;
    while (amount >= 1024) {
      amount /= 1024;
      unit++;
    }
    return "%.1f%s".formatted(amount, "KMGT".charAt(unit));
  }

  private static int describe(Call call) {
    int code = 0;
    int format = call.words().indexOf("-c");
    Optional<String> pattern = format >= 0 && format + 1 < call.words().size()
        ? Optional.of(call.words().get(format + 1))
        : Optional.empty();
    for (String word : call.operands()) {
      if (pattern.filter(word::equals).isPresent()) continue;
      Optional<Entry> entry = call.files().findLink(call.path(word));
      if (entry.isEmpty()) {
        code = call.fail("can't stat '" + word + "': " + Files.ABSENT);
      } else if (pattern.isPresent()) {
        call.out(pattern.get().replace("%n", word).replace("%s", "" + size(entry.get()))
            .replace("%F", kind(entry.get())).replace("%a", mode(entry.get()).substring(1, 4))
            .replace("%Y", "" + entry.get().modified().getEpochSecond()));
      } else {
        print(call, word, entry.get());
      }
    }
    return code;
  }

  private static void print(Call call, String word, Entry entry) {
    String shown = entry instanceof Link link ? word + " -> " + link.target() : word;
    call.out("  File: " + shown);
    call.out("  Size: %-10d\tBlocks: %-10d IO Block: %d   %s".formatted(size(entry),
        (size(entry) + BLOCK - 1) / BLOCK * 8, BLOCK, kind(entry)));
    call.out("Access: (" + mode(entry) + ")  Uid: (    0/    root)   Gid: (    0/    root)");
    call.out("Modify: " + MOMENT.format(entry.modified()) + ".000000000 +0000");
  }

  private static String kind(Entry entry) {
    return switch (entry) {
      case Directory _ -> "directory";
      case File _ -> "regular file";
      case Link _ -> "symbolic link";
    };
  }

  private static String mode(Entry entry) {
    return switch (entry) {
      case Directory _ -> "0755/drwxr-xr-x";
      case File _ -> "0644/-rw-r--r--";
      case Link _ -> "0777/lrwxrwxrwx";
    };
  }

  /// One picture, as with `-b -n 1`: what runs now.
  private static int processes(Call call) {
    call.out("  PID USER     STAT COMMAND");
    for (Listed running : call.world().processes()) {
      call.out("%5d root     S    %s".formatted(running.pid(), running.command()));
    }
    return 0;
  }
}
