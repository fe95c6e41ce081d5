package grader.attack;

import static grader.attack.Attack.confinedHandIn;
import static grader.attack.Attack.handedIn;
import static grader.attack.Attack.inside;

import grader.report.Grade;
import java.util.ArrayList;
import java.util.List;

/// Attacks that want to use everything up: each ends with a message of its own.
final class Exhaustion {
  private static final String TOO_LATE = "did not answer within the second";

  private Exhaustion() {}

  static Family family() {
    List<Attack> attacks = new ArrayList<>(ofMemory());
    attacks.addAll(ofTime());
    attacks.addAll(ofOutput());
    return new Family("Exhaustion and denial", attacks);
  }

  private static List<Attack> ofMemory() {
    return List.of(
        handedIn(67, "fill the heap", arena -> arena.fails(Arena.oracleNext(
            "List<byte[]> all = new ArrayList<>(); while (true) all.add(new byte[16 << 20]);"),
            "")),
        inside(69, "memory past the heap by raw access", """
            try {
              Class<?> type = Class.forName("sun.misc.Unsafe");
              var field = type.getDeclaredField("theUnsafe");
              field.setAccessible(true);
              type.getMethod("allocateMemory", long.class).invoke(field.get(null), 600L << 20);
              return "allocated";
            } catch (ReflectiveOperationException denied) { return "held"; }"""),
        inside(71, "memory past the heap by buffers and maps", """
            var kept = new ArrayList<Object>();
            try {
              for (int number = 0; number < 64; number++)
                kept.add(java.nio.ByteBuffer.allocateDirect(1 << 20));
              return "buffers";
            } catch (OutOfMemoryError capped) { kept.clear(); }
            try (var file = new java.io.RandomAccessFile(
                System.getProperty("java.io.tmpdir") + "/map", "rw")) {
              file.setLength(256L << 20);
              return "a file of 256 MB";
            } catch (java.io.IOException capped) { return "held"; }"""),
        confinedHandIn(222, "memory past the heap by foreign arenas", arena -> arena.fails(
            Arena.oracleNext("""
                int megabytes = 0;
                try { for (; megabytes < 2_000; megabytes++)
                  java.lang.foreign.Arena.global().allocate(1 << 20).fill((byte) 1); }
                catch (OutOfMemoryError capped) { return -1; }
                return 42;"""), "")),
        confinedHandIn(206, "memory past the heap by classes and stacks", arena -> arena.fails(
            Arena.oracleNext("""
                for (int depth = 0; depth < 60; depth++) Thread.ofPlatform().daemon().start(() -> {
                  class Deep {
                    int down(int level) { return level == 0 ? 0 : down(level - 1) + 1; } }
                  while (true) new Deep().down(3_000); });
                while (true) java.lang.reflect.Proxy.newProxyInstance(new ClassLoader() {},
                    new Class<?>[] {Runnable.class}, (proxy, method, values) -> null);"""), "")));
  }

  private static List<Attack> ofTime() {
    return List.of(
        handedIn(65, "an endless loop that ignores interrupts", arena -> arena.fails(
            Arena.oracleNext(
                "while (true) try { Thread.sleep(10); } catch (InterruptedException e) { }"),
            TOO_LATE)),
        handedIn(73, "a million virtual threads that wait", arena -> arena.fails(
            Arena.oracleNext("""
                for (int count = 0; count < 1_000_000; count++)
                  Thread.ofVirtual().start(java.util.concurrent.locks.LockSupport::park);
                return -1;"""), "")),
        confinedHandIn(75, "processes that start processes", arena -> arena.fails(
            Arena.oracleNext("""
                int started = 0;
                for (int count = 0; count < 200; count++)
                  try { new ProcessBuilder("/jdk/bin/java", "-version").start(); started++; }
                  catch (java.io.IOException held) { }
                return -started;"""), "You answered 0.")),
        handedIn(85, "work after the end", arena -> arena.fails(Arena.oracleNext("""
            Runtime.getRuntime().addShutdownHook(
                new Thread(() -> { while (true) Thread.yield(); }));
            System.exit(0); return 42;"""), "")),
        handedIn(87, "ignore the signal to end", arena -> arena.fails(Arena.oracleNext("""
            try {
              Class<?> signal = Class.forName("sun.misc.Signal");
              Class<?> handler = Class.forName("sun.misc.SignalHandler");
              signal.getMethod("handle", signal, handler).invoke(null,
                  signal.getConstructor(String.class).newInstance("TERM"),
                  handler.getField("SIG_IGN").get(null));
            } catch (ReflectiveOperationException denied) { return -2; }
            while (true) Thread.onSpinWait();"""), TOO_LATE)),
        handedIn(207, "sixty threads that want the processor", arena -> arena.fails(
            Arena.oracleNext("""
                for (int count = 0; count < 40; count++)
                  Thread.ofPlatform().daemon().start(() -> { while (true) Thread.onSpinWait(); });
                while (true) Thread.onSpinWait();"""), TOO_LATE)));
  }

  private static List<Attack> ofOutput() {
    return List.of(
        handedIn(79, "64 MB of output", arena -> {
          Grade grade = arena.grade(Arena.oracleNext("""
              byte[] megabyte = "x".repeat(1 << 20).getBytes();
              for (int count = 0; count < 64; count++) System.out.write(megabyte, 0, 1 << 20);
              return number + 1;"""));
          int length = grade.results().getFirst().output().length();
          return Outcome.heldWhen(grade.isPassed() && length < 70_000, length + " characters kept");
        }),
        handedIn(81, "a flood of logs and of uncaught exceptions", arena -> {
          Grade grade = arena.grade(Arena.oracleNext("""
              var raw = new java.io.PrintStream(
                  new java.io.FileOutputStream(java.io.FileDescriptor.err));
              for (int count = 0; count < 20_000; count++) {
                System.err.println("forged line of a log " + count);
                raw.println("forged line of a log " + count);
              }
              for (int count = 0; count < 50; count++)
                Thread.ofVirtual().start(() -> { throw new IllegalStateException("storm"); });
              return number + 1;"""));
          int length = grade.results().getFirst().output().length();
          return Outcome.heldWhen(grade.isPassed() && length < 70_000, length + " characters kept");
        }),
        handedIn(83, "an exception with endless causes", arena -> arena.fails(Arena.oracleNext("""
            class Endless extends RuntimeException {
              @Override public synchronized Throwable getCause() { return new Endless(); }
            }
            throw new Endless();"""), "threw `Endless`")),
        handedIn(208, "an exception whose every method throws", arena -> arena.fails(
            Arena.oracleNext("""
                class Nasty extends RuntimeException {
                  @Override public String getMessage() { throw new Nasty(); }
                  @Override public StackTraceElement[] getStackTrace() { throw new Nasty(); }
                }
                throw new Nasty();"""), "")),
        handedIn(209, "an answer larger than a frame", arena -> arena.fails(
            Arena.source(Arena.honestSource().replace("new Verse(number, \"one\")",
                "new Verse(number, \"x\".repeat(5_000_000))")),
            "larger than 4 MB")),
        handedIn(210, "a list that never ends", arena -> arena.fails(endless("""
            new AbstractList<Verse>() {
              public int size() { return Integer.MAX_VALUE; }
              public Verse get(int index) { return new Verse(index, "on and on"); }
            }"""), "")),
        handedIn(211, "a list that holds itself", arena -> arena.fails(
            endless("new ArrayList<Verse>() {{ ((List) this).add(this); }}"), "")));
  }

  private static grader.run.Submission endless(String list) {
    return Arena.source(Arena.honestSource().replace("List.of(new Verse(1, \"one\"))", list));
  }
}
