package grader.attack;

import static grader.attack.Attack.handedIn;

import grader.report.Grade;
import grader.run.Submission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Attacks on the conversation between a worker and the grader, and on what both share.
final class Conversation {
  private static final int HAND_INS_AT_ONCE = 12;

  private Conversation() {}

  static Family family() {
    List<Attack> attacks = new ArrayList<>(onWhatIsShared());
    attacks.addAll(byOddAnswers());
    return new Family("The conversation", attacks);
  }

  private static List<Attack> onWhatIsShared() {
    return List.of(
        handedIn(133, "cast a callback down to what is behind it", arena -> arena.fails(
            Arena.oracleAskBack("""
                for (Class<?> type = prompter.getClass(); type != null; type = type.getSuperclass())
                  if (type.getName().startsWith("kube.") || type.getName().contains("Check"))
                    return Optional.of("found " + type);
                return Optional.of(java.lang.reflect.Proxy.isProxyClass(prompter.getClass())
                    ? "only a stub" : "something else");"""), "let you ask back")),
        handedIn(137, "foresee what is drawn", arena -> arena.fails(Arena.oracleNext("""
            if (number == 41) return 42;
            String all = System.getProperties().toString() + System.getenv();
            return all.contains("" + number) ? number + 1 : 0;"""), "one that we drew")),
        handedIn(149, "change what is shared, after it was handed over", arena -> arena.passes(
            Arena.source(Arena.honestSource().replace("return List.of(new Verse(1, \"one\"));",
                """
                    List<Verse> verses = new ArrayList<>(List.of(new Verse(1, "one")));
                    Thread.ofPlatform().daemon().start(() -> {
                      while (true) verses.set(0, new Verse((int) System.nanoTime(), "two")); });
                    return new ArrayList<>(List.of(new Verse(1, "one")));""")))),
        handedIn(125, "one hand-in many times at once, for a better verdict among them",
            Conversation::allAtOnce),
        handedIn(215, "a callback's stub as a way to the wire", arena -> broken(arena,
            Arena.oracleAskBack("""
                try {
                  Object stub = java.lang.reflect.Proxy.getInvocationHandler(prompter);
                  var peerField = stub.getClass().getDeclaredField("peer");
                  peerField.setAccessible(true);
                  Object peer = peerField.get(stub);
                  var wireField = peer.getClass().getDeclaredField("wire");
                  wireField.setAccessible(true);
                  Object wire = wireField.get(peer);
                  var send = wire.getClass().getMethod("send", byte[].class);
                  send.setAccessible(true);
                  send.invoke(wire, (Object) new byte[] {5, 0, 0, 0, 0});
                } catch (ReflectiveOperationException held) { return Optional.of("held"); }
                return Optional.of("prompted");"""))),
        handedIn(216, "bytes of one's own on every open file", arena -> {
          Grade grade = arena.grade(Arena.oracleNext("""
              for (int number2 = 0; number2 < 32; number2++)
                try (var file = new java.io.FileOutputStream("/proc/self/fd/" + number2)) {
                  file.write(new byte[] {0, 0, 0, 1, 0, 0, 0, 3, 4, 0});
                } catch (java.io.IOException held) { }
              return 42;"""));
          return Outcome.heldWhen(!grade.isPassed(), Arena.message(grade));
        }),
        handedIn(217, "write into one's own memory", arena -> arena.fails(Arena.oracleNext("""
            try (var memory = new java.io.RandomAccessFile("/proc/self/mem", "rw");
                var lines = java.nio.file.Files.lines(java.nio.file.Path.of("/proc/self/maps"))) {
              for (String line : lines.filter(each -> each.contains("libjvm")).toList()) {
                memory.seek(Long.parseLong(line.substring(0, line.indexOf('-')), 16));
                memory.write(new byte[4096]);
              }
            } catch (java.io.IOException held) { }
            return 0;"""), "")));
  }

  private static List<Attack> byOddAnswers() {
    return List.of(
        handedIn(218, "call back from another thread", arena -> arena.fails(
            Arena.oracleAskBack("""
                String[] answer = {"none"};
                Thread other = new Thread(() -> {
                  try { answer[0] = prompter.get(); }
                  catch (IllegalStateException refused) { answer[0] = "refused"; } });
                other.start();
                try { other.join(); } catch (InterruptedException e) { }
                return Optional.of(answer[0]);"""), "let you ask back")),
        handedIn(219, "call back without an end", arena -> arena.fails(
            Arena.oracleAskBack("while (true) prompter.get();"), "did not answer within")),
        handedIn(220, "answers of another kind than promised", arena -> arena.fails(
            Arena.source(Arena.honestSource().replace("List.of(new Verse(1, \"one\"))",
                "(List<Verse>) (List) List.of(\"no verse\")")),
            "")),
        handedIn(221, "a class that does not finish loading", arena -> arena.fails(
            Arena.source(Arena.honestSource().replace("implements Oracle {",
                "implements Oracle { static { while (Oracle.class != null) Thread.yield(); }")),
            "")));
  }

  /// Holds when the run ends because of what came over the wire.
  private static Outcome broken(Arena arena, Submission submission) {
    Grade grade = arena.grade(submission);
    return Outcome.heldWhen(grade instanceof Grade.NotRunnable stop
        && stop.cause() == Grade.Cause.PROTOCOL_BROKEN, Arena.message(grade));
  }

  private static Outcome allAtOnce(Arena arena) {
    Submission wrong = Arena.oracleNext("return number + (int) (System.nanoTime() % 2) + 2;");
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> handIns = Collections.nCopies(HAND_INS_AT_ONCE,
          () -> arena.grade(wrong).isPassed());
      long passed = pool.invokeAll(handIns).stream().filter(Future::resultNow).count();
      return Outcome.heldWhen(passed == 0, passed + " passed");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Outcome.Broken("interrupted");
    }
  }
}
