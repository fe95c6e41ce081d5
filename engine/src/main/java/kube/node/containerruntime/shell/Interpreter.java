package kube.node.containerruntime.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.process.Input;
import kube.node.containerruntime.process.Output;
import kube.node.containerruntime.process.World;
import kube.node.containerruntime.shell.Script.Redirect;
import kube.node.containerruntime.shell.Script.Word;

/// Carries a script out, in the cluster's own time.
///
/// Nothing here waits: whatever takes time is given the rest of the script to go on with. A turn of
/// a loop costs a millisecond, so that a loop without end does not stop the clock.
///
/// Owned by the loop.
final class Interpreter {

  private static final Duration TURN_OF_A_LOOP = Duration.ofMillis(1);
  private static final int NOT_FOUND = 127;
  private static final int SYNTAX = 2;

  /// A loop that is being left, or only its present turn.
  enum Leaving {
    NOT, BREAK, CONTINUE
  }

  final World world;
  final SortedMap<String, String> variables;
  String directory;
  Leaving leaving = Leaving.NOT;
  private int status;
  private final Scope scope;
  private final IntConsumer onExit;
  private Scope line = Scope.fresh();

  Interpreter(World world, SortedMap<String, String> variables, String directory, Scope scope,
      IntConsumer onExit) {
    this.world = world;
    this.variables = new TreeMap<>(variables);
    this.directory = directory;
    this.scope = scope;
    this.onExit = onExit;
  }

  /// Runs a whole script and ends with its last exit code.
  void start(String script, Streams streams) {
    try {
      run(Parser.parse(script), streams, scope, this::exit);
    } catch (SyntaxException refused) {
      streams.err().line("sh: " + refused.getMessage());
      exit(SYNTAX);
    }
  }

  /// Reads commands line by line until there are no more.
  void converse(Streams streams, String unfinished) {
    if (scope.isOver()) return;
    if (streams.tty()) streams.err().text(unfinished.isEmpty() ? directory + " # " : "> ");
    streams.in().line(typed -> {
      if (scope.isOver()) return;
      if (typed.isEmpty()) {
        if (streams.tty()) streams.out().text("\n");
        exit(status);
        return;
      }
      String script = unfinished + typed.get() + "\n";
      try {
        Script parsed = Parser.parse(script);
        line = scope.inner();
        run(parsed, streams, line, code -> converse(streams, ""));
      } catch (SyntaxException refused) {
        boolean isUnfinished = String.valueOf(refused.getMessage()).contains("end of file");
        if (!isUnfinished) streams.err().line("sh: " + refused.getMessage());
        converse(streams, isUnfinished ? script : "");
      }
    });
  }

  /// Ends what the present line runs, and asks for the next one: Ctrl+C.
  void interrupt(Streams streams) {
    line.end();
    converse(streams, "");
  }

  void exit(int code) {
    if (scope.isOver()) return;
    scope.end();
    onExit.accept(code);
  }

  int status() {
    return status;
  }

  void run(Script script, Streams streams, Scope inside, IntConsumer done) {
    if (inside.isOver()) return;
    IntConsumer next = code -> {
      if (inside.isOver()) return;
      status = code;
      done.accept(code);
    };
    switch (script) {
      case Script.Simple simple -> new SimpleCommand(this, inside).run(simple, streams, next);
      case Script.Pipeline pipeline -> pipeline(pipeline, streams, inside, next);
      case Script.Both both -> run(both.first(), streams, inside, code -> {
        boolean goesOn = (code == 0) != both.onFailure();
        if (goesOn) run(both.second(), streams, inside, next);
        else
          next.accept(code);
      });
      case Script.Sequence sequence -> sequence(sequence.parts(), 0, streams, inside, next);
      case Script.Background background -> {
        subshell(inside, code -> {}).runAlone(background.inside(), streams.reading(Input.empty()));
        next.accept(0);
      }
      case Script.If branch -> run(branch.condition(), streams, inside, code -> {
        if (code == 0) run(branch.then(), streams, inside, next);
        else if (branch.otherwise().isEmpty()) next.accept(0);
        else
          run(branch.otherwise().get(), streams, inside, next);
      });
      case Script.While loop -> turn(loop, streams, inside, 0, next);
      case Script.For loop -> new Expansion(this, streams, inside).words(loop.words(),
          values -> forEach(loop, values, 0, streams, inside, next));
      case Script.Group group -> redirected(group.redirects(), streams, inside, next, changed -> {
        if (group.subshell()) subshell(inside, next).runAlone(group.body(), changed);
        else
          run(group.body(), changed, inside, next);
      });
    }
  }

  void runAlone(Script script, Streams streams) {
    run(script, streams, scope, this::exit);
  }

  /// A shell of its own that starts with what this one knows.
  Interpreter subshell(Scope inside, IntConsumer done) {
    return new Interpreter(world, variables, directory, inside.inner(), done);
  }

  /// What a script writes, as `$(…)` takes it: without the line ends at its end.
  void capture(String script, Streams streams, Scope inside, Consumer<String> taker) {
    StringBuilder captured = new StringBuilder();
    Output output = bytes -> captured.append(new String(bytes, UTF_8));
    subshell(inside, code -> {
      status = code;
      taker.accept(captured.toString().replaceAll("\n+$", ""));
    }).start(script, streams.writing(output));
  }

  private void sequence(List<Script> parts, int at, Streams streams, Scope inside,
      IntConsumer done) {
    if (at == parts.size()) {
      done.accept(parts.isEmpty() ? 0 : status);
      return;
    }
    run(parts.get(at), streams, inside, code -> {
      if (leaving != Leaving.NOT) done.accept(code);
      else
        sequence(parts, at + 1, streams, inside, done);
    });
  }

  private void pipeline(Script.Pipeline pipeline, Streams streams, Scope inside,
      IntConsumer done) {
    IntConsumer last = code -> done.accept(pipeline.negated() ? (code == 0 ? 1 : 0) : code);
    connect(pipeline.parts(), streams, inside, last);
  }

  /// The last program is started first, so that it is there to read; when it ends, so do those
  /// that write for it.
  private void connect(List<Script> parts, Streams streams, Scope inside, IntConsumer done) {
    if (parts.size() == 1) {
      subshell(inside, done).runAlone(parts.getFirst(), streams);
      return;
    }
    Input pipe = new Input();
    List<Script> before = new ArrayList<>(parts.subList(0, parts.size() - 1));
    Scope writers = inside.inner();
    subshell(inside, code -> {
      writers.end();
      done.accept(code);
    }).runAlone(parts.getLast(), streams.reading(pipe));
    connect(before, streams.writing(pipe::write), writers, code -> pipe.end());
  }

  private void turn(Script.While loop, Streams streams, Scope inside, int last, IntConsumer done) {
    run(loop.condition(), streams, inside, code -> {
      if ((code == 0) == loop.untilTrue()) {
        done.accept(last);
        return;
      }
      run(loop.body(), streams, inside, result -> {
        if (left()) done.accept(0);
        else
          later(() -> turn(loop, streams, inside, result, done));
      });
    });
  }

  private void forEach(Script.For loop, List<String> values, int at, Streams streams, Scope inside,
      IntConsumer done) {
    if (at == values.size()) {
      done.accept(at == 0 ? 0 : status);
      return;
    }
    variables.put(loop.name(), values.get(at));
    run(loop.body(), streams, inside, code -> {
      if (left()) done.accept(0);
      else
        later(() -> forEach(loop, values, at + 1, streams, inside, done));
    });
  }

  private boolean left() {
    boolean breaks = leaving == Leaving.BREAK;
    leaving = Leaving.NOT;
    return breaks;
  }

  private void later(Runnable work) {
    world.after(TURN_OF_A_LOOP, work);
  }

  /// Opens the files of redirections, then goes on with the streams that they give.
  void redirected(List<Redirect> redirects, Streams streams, Scope inside, IntConsumer done,
      Consumer<Streams> then) {
    List<Word> targets = redirects.stream().map(Redirect::target).toList();
    new Expansion(this, streams, inside).eachAsOne(targets, names -> {
      Streams changed = streams;
      for (int i = 0; i < redirects.size(); i++) {
        Redirections opened = new Redirections(world, directory);
        changed = opened.open(redirects.get(i), names.get(i), changed);
        if (opened.problem().isPresent()) {
          streams.err().line("sh: " + opened.problem().get());
          done.accept(1);
          return;
        }
      }
      then.accept(changed);
    });
  }

  void external(List<String> words, SortedMap<String, String> all, Streams streams,
      IntConsumer done) {
    String name = Files.name(words.getFirst());
    Tool tool = world.hasTool(name) ? Tools.find(name) : null;
    if (tool == null) {
      streams.err().line("sh: " + words.getFirst() + ": not found");
      done.accept(NOT_FOUND);
      return;
    }
    tool.run(new Tool.Call(name, words.subList(1, words.size()), all, directory, streams, world),
        done);
  }
}
