package grader.worker;

import java.lang.reflect.Method;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The grader's end: hands the learner's classes over, makes instances, and gives each as its slot.
///
/// Believes nothing that comes. Owned by one thread at a time.
public final class Remote {
  private final Peer peer;
  private final StringBuilder output = new StringBuilder();
  private int outputSeen;
  private @Nullable Throwable kept;

  public Remote(Wire wire, List<String> slotTypes, ClassLoader slots) {
    this.peer = new Peer(wire, new Vocabulary(slotTypes, slots), new GraderManners());
  }

  /// Waits until the worker says that it is there.
  public void awaitReady() {
    Peer.Incoming incoming = peer.receive();
    if (incoming.message() != Message.READY) throw new ProtocolBroken("a worker that is not ready");
    peer.read(incoming);
  }

  /// Hands over the learner's classes. Throws [BadAnswer] when `className` does not fill the slot.
  public void load(String className, Class<?> slot, SortedMap<String, byte[]> classes) {
    Integer slotIndex = peer.vocabulary().indexOf(slot);
    if (slotIndex == null) throw new IllegalArgumentException(slot + " is not among the slots");
    askPlainly(Message.LOAD, frame -> {
      frame.text(className).number(slotIndex).number(classes.size());
      classes.forEach((name, bytes) -> frame.text(name).bytes(bytes));
    });
  }

  /// Makes a new instance and gives it as its slot. `isFirst` begins anew: all earlier objects of
  /// both sides are forgotten.
  public <S> S start(Class<S> slot, boolean isFirst, Object... parts) {
    if (isFirst) peer.forget();
    Object id = askPlainly(Message.NEW, frame -> {
      frame.kind(isFirst ? 1 : 0).number(parts.length);
      for (Object part : parts) frame.value(part);
    });
    if (!(id instanceof Integer number)) throw new ProtocolBroken("an instance without a number");
    return slot.cast(peer.stub(number, List.of(slot)));
  }

  /// Answers one callback that has come: the grader's part of a conversation within one thread,
  /// where the worker that waits for an answer lets the grader work.
  public void answerOne() {
    Peer.Incoming incoming = peer.receive();
    if (incoming.message() != Message.CALL) throw new ProtocolBroken("a callback was due");
    peer.answerCall(incoming);
  }

  /// Sends every kind of value to itself and back, through a callback.
  void rehearse(List<Object> values) {
    java.util.function.Function<Object, Object> echo = value -> value;
    for (Object value : values) {
      Encoder frame = new Encoder(peer).kind(0).number(0).value(List.of(value)).value(echo);
      Decoder content = new Decoder(frame.toArray(), peer);
      if (content.kind() != 0
          || content.number() != 0)
        throw new IllegalStateException("rehearsal");
      content.value();
    }
  }

  /// What the learner's code printed since the last time this was asked.
  public String takeOutput() {
    String taken = output.toString();
    output.setLength(0);
    return taken;
  }

  /// How many characters of output came along with answers so far.
  public int outputSeen() {
    return outputSeen;
  }

  private @Nullable Object askPlainly(Message message, java.util.function.Consumer<Encoder> body) {
    try {
      return peer.ask(message, body);
    } catch (RuntimeException | Error known) {
      throw known;
    } catch (Throwable checked) {
      throw new LearnerThrew(checked.getClass().getSimpleName(),
          String.valueOf(checked.getMessage()),
          List.of());
    }
  }

  /// Checks what comes against the declared types, and keeps a check's own failure while it
  /// travels.
  private final class GraderManners implements Manners {
    @Override
    public void requireTurn() {}

    @Override
    public void rethrowKept() throws Throwable {
      Throwable failure = kept;
      kept = null;
      if (failure != null) throw failure;
    }

    @Override
    public void checkArgument(Method method, int index, @Nullable Object value) {
      if (!TypeFit.fits(value, method.getGenericParameterTypes()[index])) {
        throw new ProtocolBroken(
            "argument %d of %s does not fit".formatted(index + 1, method.getName()));
      }
    }

    @Override
    public void checkAnswer(Method method, @Nullable Object value) {
      try {
        Answers.require(method, value);
      } catch (BadAnswer misfit) {
        ProtocolBroken broken = new ProtocolBroken(
            "an answer of %s does not fit".formatted(method.getName()));
        broken.initCause(misfit);
        throw broken;
      }
    }

    @Override
    public void checkOwnAnswer(Method method, @Nullable Object value) {}

    @Override
    public Throwable translate(Throwable problem) {
      if (problem instanceof Exception && peer.vocabulary().indexOf(problem.getClass()) != null) {
        return problem;
      }
      if (kept == null) kept = problem;
      return new LearnerThrew("CheckStopped", "the check has seen enough", List.of());
    }

    @Override
    public String said() {
      return "";
    }

    @Override
    public void heard(String printed) {
      outputSeen += printed.length();
      if (output.length() < 2 * CapturedOutput.MAX_BYTES) output.append(printed);
    }
  }
}
