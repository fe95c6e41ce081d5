package kube.node.containerruntime.shell;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.process.Output;
import kube.node.containerruntime.shell.Tool.Call;

/// Tools that make text and pass it on.
final class TextTools {

  private TextTools() {}

  static void addTo(Map<String, Tool> table) {
    table.put("echo", Tool.quick(TextTools::echo));
    table.put("printf", Tool.quick(TextTools::printf));
    table.put("cat", TextTools::cat);
    table.put("tee", TextTools::tee);
    table.put("seq", Tool.quick(TextTools::sequence));
    table.put("yes", Tool.quick(call -> call.fail("this program has no end, and none is given")));
    table.put("basename", Tool.quick(call -> {
      call.out(Files.name(call.operands().isEmpty() ? "" : call.operands().getFirst()));
      return 0;
    }));
    table.put("dirname", Tool.quick(call -> {
      call.out(Files.parent(call.operands().isEmpty() ? "" : call.operands().getFirst()));
      return 0;
    }));
  }

  private static int echo(Call call) {
    List<String> words = call.words();
    boolean keepsLine = true;
    boolean escapes = false;
    while (!words.isEmpty() && words.getFirst().matches("-[neE]+")) {
      keepsLine &= !words.getFirst().contains("n");
      escapes |= words.getFirst().contains("e");
      words = words.subList(1, words.size());
    }
    String text = String.join(" ", words);
    call.streams().out().text((escapes ? unescaped(text) : text) + (keepsLine ? "\n" : ""));
    return 0;
  }

  private static int printf(Call call) {
    if (call.words().isEmpty()) return call.fail("usage: printf FORMAT [ARGUMENT...]");
    List<String> rest = call.words().subList(1, call.words().size());
    String format = unescaped(call.words().getFirst());
    StringBuilder text = new StringBuilder();
    int used = 0;
    do {
      int before = used;
      for (int i = 0; i < format.length(); i++) {
        char c = format.charAt(i);
        if (c != '%' || i + 1 == format.length()) {
          text.append(c);
        } else if (format.charAt(++i) == '%') {
          text.append('%');
        } else {
          while (i < format.length() - 1 && "sdif".indexOf(format.charAt(i)) < 0) i++;
          text.append(used < rest.size() ? rest.get(used++) : "");
        }
      }
      if (before == used) break;
    } while (used < rest.size());
    call.streams().out().text(text.toString());
    return 0;
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r")
        .replace("\\\\", "\\");
  }

  private static void cat(Call call, IntConsumer done) {
    if (call.operands().isEmpty() || call.operands().equals(List.of("-"))) {
      pass(call, call.streams().out(), done, 0);
      return;
    }
    int code = 0;
    for (String word : call.operands()) {
      Optional<byte[]> content = call.files().read(call.path(word));
      if (content.isPresent()) {
        call.streams().out().write(content.get());
      } else if (!word.equals("/dev/null")) {
        code = call.fail(call.files().isDirectory(call.path(word))
            ? "read error: " + Files.IS_DIRECTORY
            : "can't open '" + word + "': " + Files.ABSENT);
      }
    }
    done.accept(code);
  }

  /// Hands on what is read until there is no more.
  static void pass(Call call, Output output, IntConsumer done, int code) {
    call.streams().in().read(bytes -> {
      if (bytes.isEmpty()) {
        done.accept(code);
        return;
      }
      output.write(bytes.get());
      pass(call, output, done, code);
    });
  }

  private static void tee(Call call, IntConsumer done) {
    call.streams().in().all(content -> {
      call.streams().out().write(content);
      for (String word : call.operands()) {
        call.files().write(call.path(word), content, call.world().now());
      }
      done.accept(0);
    });
  }

  private static int sequence(Call call) {
    List<String> words = call.words();
    if (words.isEmpty() || !words.stream().allMatch(word -> word.matches("-?\\d{1,6}"))) {
      return call.fail("invalid number");
    }
    int first = words.size() > 1 ? Integer.parseInt(words.getFirst()) : 1;
    int step = words.size() > 2 ? Integer.parseInt(words.get(1)) : 1;
    int last = Integer.parseInt(words.getLast());
    if (step == 0) return call.fail("invalid number");
    for (int i = first; step > 0 ? i <= last : i >= last; i += step) {
      call.out(Integer.toString(i));
    }
    return 0;
  }
}
