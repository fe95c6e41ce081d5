package kube.node.containerruntime.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/// `ping`: asks an address once a second whether it is alive.
///
/// The address of a Service never answers: it is in rules about ports, and no machine has it. That
/// is worth trying.
///
/// **Models** `-c`, `-W`, `-i` and `-q`. **Leaves out** sizes and the time to live.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/networking/virtual-ips/
final class Ping implements Tool {

  private static final double NANOS_IN_A_MILLISECOND = 1_000_000.0;

  @Override
  public void run(Call call, IntConsumer done) {
    Options options = Options.of(call.words());
    if (options.host.isEmpty()) {
      done.accept(call.fail("usage: ping [-c COUNT] [-W SECONDS] [-i SECONDS] [-q] HOST"));
      return;
    }
    new Resolver(call.world()).address(options.host, found -> found.ifPresentOrElse(
        address -> new Round(call, options, address, done).start(),
        () -> done.accept(call.fail("bad address '" + options.host + "'"))));
  }

  /// @param count how many questions; 0 for no end
  private record Options(String host, int count, Duration patience, Duration pause,
      boolean quiet) {

    static Options of(List<String> words) {
      String host = "";
      int count = 0;
      Duration patience = Duration.ofSeconds(10);
      Duration pause = Duration.ofSeconds(1);
      boolean quiet = false;
      for (int i = 0; i < words.size(); i++) {
        String word = words.get(i);
        if (word.equals("-q")) quiet = true;
        if (!word.startsWith("-")) host = word;
        if (!word.matches("-[cWi].*")) continue;
        String number = word.length() > 2 || i + 1 == words.size()
            ? word.substring(2)
            : words.get(++i);
        if (!number.matches("\\d{1,6}")) continue;
        switch (word.charAt(1)) {
          case 'c' -> count = Integer.parseInt(number);
          case 'W' -> patience = Duration.ofSeconds(Integer.parseInt(number));
          default -> pause = Duration.ofSeconds(Math.max(1, Integer.parseInt(number)));
        }
      }
      return new Options(host, count, patience, pause, quiet);
    }
  }

  /// The questions to one address. Owned by the loop.
  private static final class Round {
    private final Call call;
    private final Options options;
    private final String address;
    private final IntConsumer done;
    private final List<Duration> answers = new ArrayList<>();
    private int sent;

    private Round(Call call, Options options, String address, IntConsumer done) {
      this.call = call;
      this.options = options;
      this.address = address;
      this.done = done;
    }

    private void start() {
      call.out("PING " + options.host + " (" + address + "): 56 data bytes");
      next();
    }

    private void next() {
      int number = sent++;
      Instant asked = call.world().now();
      call.world().ping(address, () -> answered(number, asked));
      boolean wasLast = sent == options.count;
      if (!wasLast) call.world().after(options.pause, this::next);
      else if (answers.size() == options.count) finish();
      else
        call.world().after(options.patience, this::finish);
    }

    private void answered(int number, Instant asked) {
      Duration took = Duration.between(asked, call.world().now());
      answers.add(took);
      if (options.quiet) return;
      call.out("64 bytes from " + address + ": seq=" + number + " ttl=62 time="
          + milliseconds(took) + " ms");
    }

    private void finish() {
      call.out("");
      call.out("--- " + options.host + " ping statistics ---");
      call.out(sent + " packets transmitted, " + answers.size() + " packets received, "
          + 100 * (sent - answers.size()) / sent + "% packet loss");
      if (!answers.isEmpty()) call.out("round-trip min/avg/max = " + roundTrip() + " ms");
      done.accept(answers.isEmpty() ? 1 : 0);
    }

    private String roundTrip() {
      Duration shortest = answers.stream().min(Duration::compareTo).orElse(Duration.ZERO);
      Duration longest = answers.stream().max(Duration::compareTo).orElse(Duration.ZERO);
      Duration all = answers.stream().reduce(Duration.ZERO, Duration::plus);
      return milliseconds(shortest) + "/" + milliseconds(all.dividedBy(answers.size())) + "/"
          + milliseconds(longest);
    }

    private static String milliseconds(Duration duration) {
      return String.format(Locale.ROOT, "%.3f", duration.toNanos() / NANOS_IN_A_MILLISECOND);
    }
  }
}
