package grader.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A JVM to be started: what it runs and what it may use.
///
/// @param mainClass runs first
/// @param heapMegabytes most it may keep
/// @param cache name of the cache of parsed classes among the runtime files
/// @param threads most processes and threads together, the sandbox's own included
/// @param dataMegabytes most memory of its own, of whatever kind, where the system can limit it
/// @param processorSeconds how long it may compute, all in all; 0 for as long as it lives
/// @param jars its class path among the runtime files
public record Jvm(String mainClass, int heapMegabytes, String stack, String cache, int threads,
    int dataMegabytes, int processorSeconds, List<String> jars) {
  /// What a program of its own is told to do while its cache of parsed classes is written.
  public static final String REHEARSE = "rehearse";

  private static final List<String> GRADERS = List.of("runtime.jar", "slots.jar");

  /// A learner's worker: small, because it holds one learner's part.
  public static final Jvm WORKER = new Jvm("grader.worker.WorkerMain", 128, "512k", "worker.aot",
      64, 384, 120, GRADERS);

  /// The compiler: stays, compiles one submission after the other, runs none of them.
  public static final Jvm COMPILER = new Jvm("grader.compile.CompilerMain", 320, "4m",
      "compiler.aot", 64, 1_024, 0, GRADERS);

  public Jvm {
    jars = List.copyOf(jars);
  }

  /// A small one beside this, which measures what the sandbox confines.
  Jvm probe() {
    return new Jvm("grader.sandbox.ProbeMain", 64, "512k", "none", 64, 512, 120, jars);
  }

  /// What is run while the cache of parsed classes is written.
  List<String> rehearsal() {
    return jars.equals(GRADERS)
        ? List.of("grader.sandbox.Rehearsal", mainClass)
        : List.of(mainClass, REHEARSE);
  }

  /// The flags that harden every JVM here, the same when its cache is made and when it is used.
  ///
  /// Reflection stays native: a JVM that lives for one submission would generate a class for every
  /// method that it calls, and be gone before that pays.
  List<String> flags() {
    return List.of("--illegal-native-access=deny", "--sun-misc-unsafe-memory-access=deny",
        "-XX:+DisableAttachMechanism", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData",
        "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null", "-XX:-UseContainerSupport",
        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:ActiveProcessorCount=1",
        "-XX:MaxMetaspaceSize=%dm".formatted(heapMegabytes > 200 ? 160 : 64),
        "-XX:MaxDirectMemorySize=32m", "-Xss" + stack, "-Xmx" + heapMegabytes + "m",
        "-Djdk.reflect.useNativeAccessorOnly=true", "-Dfile.encoding=UTF-8",
        "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-Duser.language=en",
        "-Duser.timezone=UTC", "-Djava.io.tmpdir=/tmp");
  }

  /// The command line, with the runtime files under `files`.
  List<String> command(String java, String files, boolean hasCache, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(flags());
    if (hasCache) command.add("-XX:AOTCache=" + files + "/" + cache);
    command.addAll(List.of("-cp", classPath(files), mainClass));
    command.addAll(arguments);
    return command;
  }

  String classPath(String files) {
    return jars.stream().map(jar -> files + "/" + jar)
        .collect(Collectors.joining(java.io.File.pathSeparator));
  }
}
