package kube.node.containerruntime.shell;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;

import kube.node.containerruntime.process.World.Listed;
import kube.node.containerruntime.shell.Tool.Call;

/// Tools that ask the container about itself and about time.
final class HostTools {

  private static final DateTimeFormatter DATE = DateTimeFormatter
      .ofPattern("EEE MMM ppd HH:mm:ss 'UTC' uuuu", Locale.ROOT).withZone(ZoneOffset.UTC);

  private HostTools() {}

  static void addTo(Map<String, Tool> table) {
    table.put("true", Tool.quick(call -> 0));
    table.put("false", Tool.quick(call -> 1));
    table.put("env", Tool.quick(HostTools::printEnvironment));
    table.put("printenv", Tool.quick(HostTools::printEnvironment));
    table.put("hostname", Tool.quick(HostTools::hostname));
    table.put("id", Tool.quick(call -> say(call, "uid=0(root) gid=0(root) groups=0(root)")));
    table.put("whoami", Tool.quick(call -> say(call, "root")));
    table.put("nproc", Tool.quick(call -> say(call, "4")));
    table.put("uname", Tool.quick(call -> say(call, call.has('a')
        ? "Linux " + call.world().hostname() + " 6.12.0 #1 SMP x86_64 GNU/Linux"
        : call.has('m') ? "x86_64" : call.has('r') ? "6.12.0" : "Linux")));
    table.put("ps", Tool.quick(HostTools::processes));
    table.put("kill", Tool.quick(HostTools::kill));
    table.put("date", Tool.quick(HostTools::date));
    table.put("sleep", HostTools::sleep);
    table.put("which", Tool.quick(HostTools::which));
  }

  private static int say(Call call, String line) {
    call.out(line);
    return 0;
  }

  private static int hostname(Call call) {
    return say(call, call.has('i') ? call.world().address() : call.world().hostname());
  }

  private static int printEnvironment(Call call) {
    if (call.words().isEmpty()) {
      call.variables().forEach((name, value) -> call.out(name + "=" + value));
      return 0;
    }
    String value = call.variables().get(call.words().getFirst());
    return value == null ? 1 : say(call, value);
  }

  private static int processes(Call call) {
    call.out("PID   USER     TIME  COMMAND");
    for (Listed running : call.world().processes()) {
      call.out("%5d root      0:00 %s".formatted(running.pid(), running.command()));
    }
    return 0;
  }

  private static int kill(Call call) {
    for (String word : call.words()) {
      if (word.matches("\\d{1,6}")) call.world().kill(Integer.parseInt(word));
    }
    return 0;
  }

  private static int which(Call call) {
    int missing = 0;
    for (String name : call.operands()) {
      if (call.world().hasTool(name)) call.out("/bin/" + name);
      else
        missing = 1;
    }
    return missing;
  }

  private static int date(Call call) {
    Instant now = call.world().now();
    for (String word : call.words()) {
      if (word.startsWith("+")) return say(call, formatted(word.substring(1), now));
      if (word.equals("-Iseconds")) {
        return say(call, DateTimeFormatter.ISO_OFFSET_DATE_TIME
            .format(now.atOffset(ZoneOffset.UTC).withNano(0)).replace("Z", "+00:00"));
      }
    }
    return say(call, DATE.format(now));
  }

  private static String formatted(String pattern, Instant now) {
    ZonedDateTime time = now.atZone(ZoneOffset.UTC);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c != '%' || i + 1 == pattern.length()) {
        text.append(c);
        continue;
      }
      text.append(switch (pattern.charAt(++i)) {
        case 's' -> Long.toString(now.getEpochSecond());
        case 'F' -> String.format("%tF", time);
        case 'T' -> String.format("%tT", time);
        case 'Y' -> String.format("%tY", time);
        case 'm' -> String.format("%tm", time);
        case 'd' -> String.format("%td", time);
        case 'H' -> String.format("%tH", time);
        case 'M' -> String.format("%tM", time);
        case 'S' -> String.format("%tS", time);
        case 'N' -> String.format("%tN", time);
        case 'Z' -> "UTC";
        case '%' -> "%";
        default -> "%" + pattern.charAt(i);
      });
    }
    return text.toString();
  }

  private static void sleep(Call call, IntConsumer done) {
    List<String> words = call.operands();
    String word = words.isEmpty() ? "" : words.getFirst();
    if (word.equals("infinity")) {
      call.world().after(Duration.ofDays(36_500), () -> done.accept(0));
    } else if (word.matches("\\d{1,9}(\\.\\d{1,6})?[smhd]?")) {
      call.world().after(duration(word), () -> done.accept(0));
    } else {
      call.streams().err().line("sleep: invalid number '" + word + "'");
      done.accept(1);
    }
  }

  private static Duration duration(String word) {
    char unit = word.charAt(word.length() - 1);
    boolean hasUnit = !Character.isDigit(unit);
    double number = Double.parseDouble(hasUnit ? word.substring(0, word.length() - 1) : word);
    long seconds = switch (unit) {
      case 'm' -> 60;
      case 'h' -> 3_600;
      case 'd' -> 86_400;
      default -> 1;
    };
    return Duration.ofMillis(Math.round(number * seconds * 1_000));
  }
}
