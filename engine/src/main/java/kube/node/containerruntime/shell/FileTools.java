package kube.node.containerruntime.shell;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
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
import kube.node.containerruntime.shell.Tool.Call;

/// Tools that look at files and move them about.
final class FileTools {

  private static final DateTimeFormatter LISTED = DateTimeFormatter
      .ofPattern("MMM ppd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private FileTools() {}

  static void addTo(Map<String, Tool> table) {
    table.put("ls", Tool.quick(FileTools::list));
    table.put("pwd", Tool.quick(call -> {
      call.out(call.directory());
      return 0;
    }));
    table.put("mkdir", Tool.quick(FileTools::makeDirectories));
    table.put("rm", Tool.quick(FileTools::remove));
    table.put("rmdir", Tool.quick(FileTools::remove));
    table.put("touch", Tool.quick(FileTools::touch));
    table.put("fallocate", Tool.quick(FileTools::allocate));
    table.put("dd", Tool.quick(FileTools::fill));
    table.put("df", Tool.quick(FileTools::room));
    table.put("cp", Tool.quick(call -> copy(call, false)));
    table.put("mv", Tool.quick(call -> copy(call, true)));
    table.put("chmod", Tool.quick(call -> 0));
    table.put("chown", Tool.quick(call -> 0));
    table.put("find", Tool.quick(FileTools::find));
    table.put("test", Tool.quick(call -> Condition.holds(call, call.words()) ? 0 : 1));
    table.put("[", Tool.quick(call -> Condition.holds(call,
        call.words().subList(0, Math.max(0, call.words().size() - 1))) ? 0 : 1));
  }

  /// `fallocate -l 10G FILE`
  private static int allocate(Call call) {
    List<String> words = call.words();
    if (words.size() != 3 || !words.getFirst().equals("-l")) {
      return call.fail("usage: fallocate -l SIZE FILE");
    }
    String size = words.get(1).replaceFirst("(?<=[KMGT])i?B?$", "");
    if (!size.matches("\\d{1,12}[KMGT]?")) return call.fail("invalid length value specified");
    int power = 1 + "KMGT".indexOf(size.charAt(size.length() - 1));
    long length = Long.parseLong(size.replaceFirst("[KMGT]$", "")) << (10 * power);
    Optional<String> problem = call.files().allocate(call.path(words.get(2)), length,
        call.world().now());
    return problem.map(why -> call.fail("fallocate failed: " + why)).orElse(0);
  }

  /// `dd if=/dev/zero of=FILE bs=1M count=30`
  private static int fill(Call call) {
    Map<String, String> settings = new TreeMap<>(Map.of("bs", "512", "count", "1"));
    for (String word : call.words()) {
      String[] parts = word.split("=", 2);
      if (parts.length == 2) settings.put(parts[0], parts[1]);
    }
    String size = settings.getOrDefault("bs", "");
    String count = settings.getOrDefault("count", "");
    String file = settings.getOrDefault("of", "");
    boolean isKnown = size.matches("\\d{1,9}[kKMG]?B?") && count.matches("\\d{1,9}");
    if (!isKnown || file.isEmpty()) return call.fail("usage: dd of=FILE bs=SIZE count=BLOCKS");
    String unit = size.replaceAll("[\\dB]", "").toUpperCase(Locale.ROOT);
    int power = unit.isEmpty() ? 0 : 10 * (1 + "KMG".indexOf(unit.charAt(0)));
    long block = Long.parseLong(size.replaceAll("\\D", "")) << power;
    long bytes = Long.parseLong(count) * block;
    if (!file.equals("/dev/null")) {
      Optional<String> problem = call.files().allocate(call.path(file), bytes,
          call.world().now());
      if (problem.isPresent()) return call.fail("error writing '" + file + "': " + problem.get());
    }
    call.streams().err().line(count + "+0 records in");
    call.streams().err().line(count + "+0 records out");
    return 0;
  }

  private static int room(Call call) {
    long all = call.files().capacity() / 1024;
    long used = call.files().used() / 1024;
    String line = "%-20s %12s %12s %12s %5s %s";
    call.out(line.formatted("Filesystem", "1K-blocks", "Used", "Available", "Use%",
        "Mounted on"));
    call.out(line.formatted("overlay", all, used, all - used, 100 * used / Math.max(1, all) + "%",
        "/"));
    return 0;
  }

  private static int list(Call call) {
    List<String> wanted = call.operands().isEmpty() ? List.of(".") : call.operands();
    int code = 0;
    for (String word : wanted) {
      String path = call.path(word);
      Optional<Entry> entry = call.files().find(path);
      if (entry.isEmpty()) {
        code = call.fail(word + ": " + Files.ABSENT);
      } else if (entry.get() instanceof File || call.has('d')) {
        print(call, List.of(new Named(path, word)), false);
      } else {
        if (wanted.size() > 1) call.out(word + ":");
        print(call, entries(call, path), true);
      }
    }
    return code;
  }

  /// A line of a listing.
  private record Named(String path, String name) {}

  /// What is in a directory; with `-a` also itself and the one above.
  private static List<Named> entries(Call call, String path) {
    List<Named> all = new ArrayList<>();
    if (call.has('a')) {
      all.add(new Named(path, "."));
      all.add(new Named(Files.parent(path), ".."));
    }
    call.files().list(path).stream()
        .filter(name -> call.has('a') || call.has('A') || !name.startsWith("."))
        .forEach(
            name -> all.add(new Named(path.equals("/") ? "/" + name : path + "/" + name, name)));
    return all;
  }

  private static void print(Call call, List<Named> entries, boolean isDirectory) {
    if (call.has('l') && isDirectory) call.out("total " + entries.size() * 4);
    List<String> names = new ArrayList<>();
    for (Named entry : entries) {
      names.add(call.has('l') ? described(call, entry.path(), entry.name()) : entry.name());
    }
    boolean together = call.streams().tty() && !call.has('l') && !call.has('1');
    if (together && !names.isEmpty()) call.out(String.join("  ", names));
    else
      names.forEach(call::out);
  }

  private static String described(Call call, String path, String name) {
    Entry entry = call.files().findLink(path).orElseThrow();
    String kind = switch (entry) {
      case Directory _ -> "drwxr-xr-x    2";
      case File _ -> "-rw-r--r--    1";
      case Link _ -> "lrwxrwxrwx    1";
    };
    long size = LookTools.size(entry);
    String shown = entry instanceof Link link ? name + " -> " + link.target() : name;
    return "%s root     root     %9d %s %s".formatted(kind, size,
        LISTED.format(entry.modified()), shown);
  }

  private static int makeDirectories(Call call) {
    int code = 0;
    for (String word : call.operands()) {
      Optional<String> problem = call.has('p')
          ? call.files().makeDirectories(call.path(word), call.world().now())
          : call.files().makeDirectory(call.path(word), call.world().now());
      if (problem.isPresent()) {
        code = call.fail("can't create directory '" + word + "': " + problem.get());
      }
    }
    return code;
  }

  private static int remove(Call call) {
    int code = 0;
    for (String word : call.operands()) {
      String path = call.path(word);
      boolean takesAll = call.has('r') || call.has('R') || call.name().equals("rmdir");
      if (call.files().findLink(path).isEmpty()) {
        if (!call.has('f')) code = call.fail("can't remove '" + word + "': " + Files.ABSENT);
      } else if (call.files().isDirectory(path) && !takesAll) {
        code = call.fail("'" + word + "' is a directory");
      } else {
        call.files().remove(path);
      }
    }
    return code;
  }

  private static int touch(Call call) {
    int code = 0;
    for (String word : call.operands()) {
      String path = call.path(word);
      if (call.files().isDirectory(path)) continue;
      byte[] content = call.files().read(path).orElse(new byte[0]);
      Optional<String> problem = call.files().write(path, content, call.world().now());
      if (problem.isPresent()) code = call.fail(word + ": " + problem.get());
    }
    return code;
  }

  private static int copy(Call call, boolean moves) {
    List<String> words = call.operands();
    if (words.size() < 2) return call.fail("missing file operand");
    String last = call.path(words.getLast());
    int code = 0;
    for (String word : words.subList(0, words.size() - 1)) {
      String from = call.path(word);
      String to = call.files().isDirectory(last) ? last + "/" + Files.name(from) : last;
      Optional<String> problem = call.files().find(from).isEmpty()
          ? Optional.of("can't stat '" + word + "': " + Files.ABSENT)
          : copy(call, from, to);
      if (problem.isPresent()) {
        code = call.fail(problem.get());
      } else if (moves) {
        call.files().remove(from);
      }
    }
    return code;
  }

  private static Optional<String> copy(Call call, String from, String to) {
    for (String path : call.files().below(from)) {
      String target = to + path.substring(from.length());
      Optional<String> problem = call.files().read(path)
          .map(content -> call.files().write(target, content, call.world().now()))
          .orElseGet(() -> call.files().makeDirectories(target, call.world().now()));
      if (problem.isPresent()) return problem.map(why -> "can't create '" + target + "': " + why);
    }
    return Optional.empty();
  }

  private static int find(Call call) {
    String start = call.words().isEmpty() ? "." : call.words().getFirst();
    int name = call.words().indexOf("-name");
    String pattern = name < 0
        ? ".*"
        : call.words().get(name + 1).replace(".", "\\.").replace("*", ".*");
    String root = call.path(start);
    if (call.files().find(root).isEmpty()) return call.fail(start + ": " + Files.ABSENT);
    for (String path : call.files().below(root)) {
      String shown = start + path.substring(root.equals("/") ? 0 : root.length());
      if (Files.name(path).matches(pattern)) call.out(shown);
    }
    return 0;
  }
}
