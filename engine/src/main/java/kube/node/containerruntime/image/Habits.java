package kube.node.containerruntime.image;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import kube.node.containerruntime.image.HttpServer.HttpAnswer;

/// Programs with one habit each, good or bad, that a course needs to show something.
///
/// Each reads its numbers from variables, so that an author can make it worse.
final class Habits {

  private static final int PORT = 8_080;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int UDP_PORT = 9_000;
  private static final long MEBI = 1024 * 1024;

  private Habits() {}

  /// Listens only when `START_SECONDS` (60) have passed.
  record SlowStart() implements Program {
    @Override
    public void start(Surroundings around) {
      long seconds = number(around, "START_SECONDS", 60);
      around.print("warming up for " + seconds + " s");
      around.after(Duration.ofSeconds(seconds), () -> {
        around.print("ready");
        around.listen(PORT, new HttpServer("slow-start", _ -> HttpAnswer.text("ready\n")));
      });
    }

    @Override
    public String commandLine() {
      return "slow-start";
    }
  }

  /// Takes `STEP_MIB` (16) more memory every five seconds and gives none back.
  record Leaky() implements Program {
    @Override
    public void start(Surroundings around) {
      around.listen(PORT, new HttpServer("leaky", _ -> HttpAnswer.text("fine so far\n")));
      grow(around, number(around, "STEP_MIB", 16), 0);
    }

    private void grow(Surroundings around, long step, long held) {
      long now = held + step;
      around.say("holding " + now + " MiB");
      around.uses(now * MEBI, 50);
      around.after(Duration.ofSeconds(5), () -> grow(around, step, now));
    }

    @Override
    public String commandLine() {
      return "leaky";
    }
  }

  /// Starts `STEP` (100) more processes every five seconds and ends none.
  record Forker() implements Program {
    @Override
    public void start(Surroundings around) {
      grow(around, (int) number(around, "STEP", 100), 0);
    }

    private void grow(Surroundings around, int step, int held) {
      int now = held + step;
      around.say("started " + now + " processes");
      around.forks(now);
      around.after(Duration.ofSeconds(5), () -> grow(around, step, now));
    }

    @Override
    public String commandLine() {
      return "forker";
    }
  }

  /// Says that it is well for `HEALTHY_SECONDS` (60), and then that it is not.
  record Moody() implements Program {
    @Override
    public void start(Surroundings around) {
      Instant end = around.world().now()
          .plusSeconds(number(around, "HEALTHY_SECONDS", 60));
      around.print("well until " + end);
      around.listen(PORT, new HttpServer("moody", _ -> around.world().now().isBefore(end)
          ? HttpAnswer.text("ok\n")
          : new HttpAnswer("500 Internal Server Error", "text/plain",
              "unwell\n".getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public String commandLine() {
      return "moody";
    }
  }

  /// Uses `CPU_MILLIS` (1000) of the processor, whatever happens.
  record Burner() implements Program {
    @Override
    public void start(Surroundings around) {
      long millis = number(around, "CPU_MILLIS", 1_000);
      around.print("burning " + millis + "m");
      around.uses(8 * MEBI, millis);
      around.listen(PORT, new HttpServer("burner", _ -> HttpAnswer.text("hot\n")));
    }

    @Override
    public String commandLine() {
      return "burner";
    }
  }

  /// Writes a line every second, or as `LOG_MILLIS` says.
  record Logger() implements Program {
    @Override
    public void start(Surroundings around) {
      line(around, Duration.ofMillis(number(around, "LOG_MILLIS", 1_000)), 1);
    }

    private void line(Surroundings around, Duration pause, long number) {
      around.say(around.world().now() + " line " + number);
      around.after(pause, () -> line(around, pause, number + 1));
    }

    @Override
    public String commandLine() {
      return "logger";
    }
  }

  /// Works on one thing after the other, each for `WORK_SECONDS` (5); `ITEMS` (0 for no end) of them.
  record Worker() implements Program {
    @Override
    public void start(Surroundings around) {
      around.print("waiting for work");
      next(around, number(around, "WORK_SECONDS", 5), number(around, "ITEMS", 0), 1);
    }

    private void next(Surroundings around, long seconds, long items, long number) {
      around.after(Duration.ofSeconds(seconds), () -> {
        around.say("done with item " + number);
        if (number == items) around.exit(0);
        else
          next(around, seconds, items, number + 1);
      });
    }

    @Override
    public String commandLine() {
      return "worker";
    }
  }

  /// Sends every datagram back.
  record UdpEcho() implements Program {
    @Override
    public void start(Surroundings around) {
      around.print("listening on udp port " + UDP_PORT);
      around.receive(UDP_PORT, (client, payload, answer) -> answer.accept(payload));
    }

    @Override
    public String commandLine() {
      return "udp-echo";
    }
  }

  /// Works for every answer, `WORK_MILLIS` (6) of one processor, and so has something to do exactly
  /// when it has visitors: what the walkthrough of the HorizontalPodAutoscaler scales.
  record HardWorker() implements Program {

    @Override
    public void start(Surroundings around) {
      Duration work = Duration.ofMillis(number(around, "WORK_MILLIS", 6));
      Effort effort = new Effort(around, work.toMillis());
      around.listen(80, HttpServer.late("hard-worker", (request, then) -> {
        effort.spend();
        around.after(work, () -> then.accept(HttpAnswer.text("OK!")));
      }));
    }

    @Override
    public String commandLine() {
      return "apache2 -DFOREGROUND";
    }
  }

  /// What answers cost, reported each second for as long as somebody asks. Owned by the loop.
  private static final class Effort {
    private static final long IDLE_MILLIS = 1;

    private final Program.Surroundings around;
    private final long perAnswer;
    private long spent;
    private boolean isReporting;

    private Effort(Program.Surroundings around, long perAnswer) {
      this.around = around;
      this.perAnswer = perAnswer;
      around.uses(16 * MEBI, IDLE_MILLIS);
    }

    private void spend() {
      spent += perAnswer;
      if (isReporting) return;
      isReporting = true;
      around.after(SECOND, this::report);
    }

    private void report() {
      around.uses(16 * MEBI, IDLE_MILLIS + spent);
      isReporting = spent > 0;
      spent = 0;
      if (isReporting) around.after(SECOND, this::report);
    }
  }

  /// Takes `DELAY_MILLIS` (2000) for every answer.
  record SlowAnswers() implements Program {
    @Override
    public void start(Surroundings around) {
      Duration delay = Duration.ofMillis(number(around, "DELAY_MILLIS", 2_000));
      around.listen(PORT, HttpServer.late("slow", (request, then) -> around.after(delay,
          () -> then.accept(HttpAnswer.text("at last\n")))));
    }

    @Override
    public String commandLine() {
      return "slow";
    }
  }

  private static long number(Program.Surroundings around, String name, long usual) {
    String text = around.world().environment().getOrDefault(name, "");
    return text.matches("\\d{1,9}") ? Long.parseLong(text) : usual;
  }
}
