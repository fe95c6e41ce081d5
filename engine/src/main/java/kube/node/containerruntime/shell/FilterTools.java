package kube.node.containerruntime.shell;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.shell.Tool.Call;

/// Tools that read text, from files or from a pipe, and give less or other text.
final class FilterTools {

  private FilterTools() {}

  static void addTo(Map<String, Tool> table) {
    table.put("head", (call, done) -> withContent(call, numbered(call), done, content -> {
      print(call, first(content, count(call)));
      done.accept(0);
    }));
    table.put("tail", FilterTools::tail);
    table.put("wc", (call, done) -> withContent(call, call.operands(), done, content -> {
      done.accept(count(call, content));
    }));
    table.put("sort", (call, done) -> withContent(call, call.operands(), done, content -> {
      List<String> lines = new ArrayList<>(lines(content));
      Collections.sort(lines);
      if (call.has('r')) Collections.reverse(lines);
      print(call, call.has('u') ? lines.stream().distinct().toList() : lines);
      done.accept(0);
    }));
    table.put("uniq", (call, done) -> withContent(call, call.operands(), done, content -> {
      print(call, lines(content).stream().distinct().toList());
      done.accept(0);
    }));
    table.put("base64", (call, done) -> withContent(call, call.operands(), done, content -> {
      call.streams().out().write(call.has('d')
          ? Base64.getMimeDecoder().decode(content)
          : Base64.getMimeEncoder(76, new byte[]{'\n'}).encode(content));
      if (!call.has('d')) call.out("");
      done.accept(0);
    }));
    table.put("grep", FilterTools::grep);
  }

  private static List<String> numbered(Call call) {
    List<String> names = new ArrayList<>(call.operands());
    int option = call.words().indexOf("-n");
    if (option < 0) option = call.words().indexOf("-c");
    if (option >= 0 && option + 1 < call.words().size()) {
      names.remove(call.words().get(option + 1));
    }
    names.removeIf(word -> word.matches("\\+\\d+"));
    return names;
  }

  private static int count(Call call) {
    String words = String.join(" ", call.words());
    var number = Pattern.compile("-(?:n *|c *)?\\+?(\\d{1,8})").matcher(words);
    return number.find() ? Integer.parseInt(number.group(1)) : 10;
  }

  private static List<String> first(byte[] content, int count) {
    List<String> lines = lines(content);
    return lines.subList(0, Math.min(count, lines.size()));
  }

  /// With `-f` it stays for ever, which is what a container that shall do nothing does.
  private static void tail(Call call, IntConsumer done) {
    boolean follows = call.has('f') || call.has('F');
    List<String> names = numbered(call);
    if (follows && names.contains("/dev/null")) return;
    boolean fromStart = call.words().stream().anyMatch(word -> word.matches("(-c|-n)?\\+\\d+"));
    withContent(call, names, done, content -> {
      if (fromStart && String.join(" ", call.words()).contains("-c")) {
        int start = Math.clamp(count(call) - 1L, 0, content.length);
        call.streams().out().write(Arrays.copyOfRange(content, start, content.length));
      } else {
        List<String> lines = lines(content);
        int start = fromStart ? count(call) - 1 : lines.size() - count(call);
        print(call, lines.subList(Math.clamp(start, 0, lines.size()), lines.size()));
      }
      if (!follows) done.accept(0);
    });
  }

  private static int count(Call call, byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    long lines = text.chars().filter(c -> c == '\n').count();
    long words = text.isBlank() ? 0 : text.strip().split("\\s+").length;
    String name = call.operands().isEmpty() ? "" : " " + call.operands().getFirst();
    call.out(call.has('l')
        ? lines + name
        : call.has('w')
            ? words + name
            : call.has('c')
                ? content.length + name
                : "%7d %7d %7d%s".formatted(lines, words, content.length, name));
    return 0;
  }

  private static void grep(Call call, IntConsumer done) {
    List<String> operands = call.operands();
    if (operands.isEmpty()) {
      call.fail("no pattern");
      done.accept(2);
      return;
    }
    Pattern pattern;
    try {
      pattern = Pattern.compile(operands.getFirst(),
          call.has('i') ? Pattern.CASE_INSENSITIVE : 0);
    } catch (PatternSyntaxException refused) {
      call.fail("bad regex '" + operands.getFirst() + "': " + refused.getDescription());
      done.accept(2);
      return;
    }
    withContent(call, operands.subList(1, operands.size()), done, content -> {
      List<String> found = lines(content).stream()
          .filter(line -> pattern.matcher(line).find() != call.has('v')).toList();
      if (call.has('c')) call.out(Integer.toString(found.size()));
      else if (!call.has('q')) print(call, found);
      done.accept(found.isEmpty() ? 1 : 0);
    });
  }

  /// Gives the content of the named files, one after the other, or what comes through the pipe.
  static void withContent(Call call, List<String> names, IntConsumer done,
      Consumer<byte[]> taker) {
    if (names.isEmpty() || names.equals(List.of("-"))) {
      call.streams().in().all(taker);
      return;
    }
    java.io.ByteArrayOutputStream whole = new java.io.ByteArrayOutputStream();
    for (String name : names) {
      Optional<byte[]> content = call.files().read(call.path(name));
      if (content.isEmpty()) {
        call.fail(name + ": " + Files.ABSENT);
        done.accept(call.name().equals("grep") ? 2 : 1);
        return;
      }
      whole.writeBytes(content.get());
    }
    taker.accept(whole.toByteArray());
  }

  static List<String> lines(byte[] content) {
    return new String(content, StandardCharsets.UTF_8).lines().toList();
  }

  static void print(Call call, List<String> lines) {
    if (lines.isEmpty()) return;
    call.streams().out().text(String.join("\n", lines) + "\n");
  }
}
