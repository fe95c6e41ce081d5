package grader.compile;

import grader.worker.PeerGone;
import grader.worker.SocketWire;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/// The compiler's process: joins the grader's socket, warms up, compiles until the grader hangs up.
public final class CompilerMain {
  /// From here on a compilation takes a third of what the first ones take.
  private static final int ROUNDS = 30;
  private static final String SAMPLE = """
    package learner;

    import java.util.ArrayList;
    import java.util.List;
    import java.util.Map;
    import java.util.Optional;
    import java.util.TreeMap;
    import java.util.stream.Collectors;

    public final class Sample {
      private final Map<String, List<Integer>> history = new TreeMap<>();
      record Point(String name, int value) {}
      sealed interface Shape {}
      record Dot(int x) implements Shape {}
      record Line(int from, int to) implements Shape {}

      public Optional<Integer> last(String key) {
        return Optional.ofNullable(history.get(key)).map(list -> list.get(list.size() - 1));
      }

      int size(Shape shape) {
        return switch (shape) { case Dot dot -> dot.x(); case Line(int from, int to) ->
            to - from; };
      }

      String all() {
        List<Point> points = new ArrayList<>();
        history.forEach((key, values) -> points.add(new Point(key, values.size())));
        return points.stream().filter(point -> point.value() > 0).map(Point::name)
          .collect(Collectors.joining(", "));
      }
    }
    """;

  private CompilerMain() {}

  public static void main(String[] arguments) throws IOException {
    SourceCompiler compiler = new SourceCompiler(classPath());
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(arguments[0]));
      SocketWire wire = new SocketWire(channel);
      warmUp(compiler, ROUNDS, wire::isWaitedFor);
      serve(compiler, wire);
    }
  }

  /// Compiles a sample, so that the compiler's classes are loaded.
  public static void rehearse() {
    warmUp(new SourceCompiler(classPath()), 3, () -> false);
  }

  private static void serve(SourceCompiler compiler, SocketWire wire) {
    try {
      while (true) {
        wire.send(answer(compiler, CompileMessages.order(wire.receive())));
      }
    } catch (PeerGone hungUp) {
      Runtime.getRuntime().halt(0);
    }
  }

  private static byte[] answer(SourceCompiler compiler, CompileMessages.Order order) {
    return switch (order) {
      case CompileMessages.Order.Compile compile ->
        CompileMessages.outcome(compiler.compile(compile.sources()));
      case CompileMessages.Order.Complete complete -> CompileMessages.suggestions(
          new Completer(compiler).complete(complete.sources(), complete.file(), complete.offset()));
    };
  }

  /// Compiles a sample until it has done so often enough, or until somebody waits.
  private static void warmUp(SourceCompiler compiler, int times, BooleanSupplier isWaitedFor) {
    for (int time = 0; time < times && !isWaitedFor.getAsBoolean(); time++) {
      SortedMap<String, String> sample = new TreeMap<>();
      sample.put("Sample.java", SAMPLE);
      CompileMessages.outcome(CompileMessages.outcome(compiler.compile(sample)));
    }
  }

  /// The slots' jar alone: what the submission may speak of.
  private static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
        .filter(entry -> entry.endsWith("slots.jar")).map(Path::of).toList();
  }
}
