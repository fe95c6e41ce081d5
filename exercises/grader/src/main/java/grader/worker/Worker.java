package grader.worker;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The learner's end: holds the classes, makes instances, lets them be called.
public final class Worker {
  private final Peer peer;
  private final Set<String> slotTypes;
  private final ClassLoader slots;
  private Map<String, byte[]> classes = Map.of();
  private LearnerLoader loader;
  private String learnerClass = "";
  private Class<?> slot = Object.class;

  /// A worker that speaks over `wire` about these types.
  public Worker(Wire wire, List<String> slotTypes, ClassLoader slots, Supplier<String> printed) {
    this.peer = new Peer(wire, new Vocabulary(slotTypes, slots),
        new WorkerManners(printed, Thread.currentThread()));
    this.slotTypes = Set.copyOf(slotTypes);
    this.slots = slots;
    this.loader = newLoader();
  }

  /// Takes samples of the slots' records apart and builds them again, in a conversation of its
  /// own.
  static void rehearse(List<String> slotTypes, ClassLoader slots, int times) {
    Remote remote = new Remote(LoopbackWire.pair()[0], slotTypes, slots);
    List<Object> samples = Samples.of(new Vocabulary(slotTypes, slots).types());
    for (int time = 0; time < times; time++) remote.rehearse(samples);
  }

  /// Tells the grader that this worker is there.
  public void sayReady() {
    peer.send(Message.READY, frame -> {});
  }

  /// Waits for one message of the grader and does what it says.
  public void handleOne() {
    Peer.Incoming incoming = peer.receive();
    switch (incoming.message()) {
      case LOAD -> load(incoming);
      case NEW -> startInstance(incoming);
      case CALL -> peer.answerCall(incoming);
      case READY, RETURN, THROW ->
        throw new ProtocolBroken("nobody asked for " + incoming.message());
    }
  }

  private void load(Peer.Incoming incoming) {
    Decoder content = incoming.content();
    learnerClass = content.text();
    slot = peer.vocabulary().type(content.number());
    Map<String, byte[]> loaded = new HashMap<>();
    int count = content.count();
    for (int index = 0; index < count; index++) loaded.put(content.text(), content.bytes());
    peer.read(incoming);
    classes = loaded;
    loader = newLoader();
    peer.reply(() -> {
      requireShape(loader.loadClass(learnerClass));
      return null;
    }, null);
  }

  private LearnerLoader newLoader() {
    return new LearnerLoader(classes, slotTypes, slots);
  }

  private void requireShape(Class<?> type) {
    String name = type.getSimpleName();
    if (!slot.isAssignableFrom(type)) {
      throw new BadAnswer("`%s` does not implement `%s`.".formatted(name, slot.getSimpleName()));
    }
    if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
      throw new BadAnswer("`%s` is abstract, so there is nothing to run.".formatted(name));
    }
    if (type.isRecord() || type.isEnum()) return;
    if (type.getDeclaredConstructors().length == 0) {
      throw new BadAnswer("`%s` has no constructor.".formatted(name));
    }
  }

  private void startInstance(Peer.Incoming incoming) {
    Decoder content = incoming.content();
    boolean isFirst = content.kind() == 1;
    if (isFirst) peer.forget();
    @Nullable
    Object[] parts = new Object[content.count()];
    for (int index = 0; index < parts.length; index++) parts[index] = content.value();
    peer.read(incoming);
    peer.reply(() -> peer.exports().export(instance(parts)), null);
  }

  private Object instance(@Nullable Object[] parts) throws Throwable {
    if (!loader.servesOneMore()) loader = newLoader();
    for (Constructor<?> constructor : loader.loadClass(learnerClass).getDeclaredConstructors()) {
      if (!takes(constructor, parts)) continue;
      constructor.setAccessible(true);
      try {
        Object made = constructor.newInstance(parts);
        loader.made(made.getClass());
        return made;
      } catch (InvocationTargetException wrapped) {
        throw wrapped.getCause() == null ? wrapped : wrapped.getCause();
      }
    }
    throw new BadAnswer(parts.length == 0
        ? "Your class needs a constructor without parameters; we start it afresh for every check."
        : "Your class needs a constructor that takes the %d parts of the starter."
            .formatted(parts.length));
  }

  private static boolean takes(Constructor<?> constructor, @Nullable Object[] parts) {
    Class<?>[] parameters = constructor.getParameterTypes();
    if (parameters.length != parts.length) return false;
    for (int index = 0; index < parts.length; index++) {
      if (!TypeFit.fits(parts[index], parameters[index])) return false;
    }
    return true;
  }

  /// Checks the learner's own answers, so that a mistake gets a clear message; believes the grader.
  private record WorkerManners(Supplier<String> printed, Thread owner) implements Manners {
    @Override
    public void requireTurn() {
      if (Thread.currentThread() != owner) {
        throw new IllegalStateException(
            "Call back on the thread that called you, before you return.");
      }
    }

    @Override
    public void rethrowKept() {}

    @Override
    public void checkArgument(Method method, int index, @Nullable Object value) {}

    @Override
    public void checkAnswer(Method method, @Nullable Object value) {}

    @Override
    public void checkOwnAnswer(Method method, @Nullable Object value) {
      Answers.require(method, value);
    }

    @Override
    public Throwable translate(Throwable problem) {
      return problem;
    }

    @Override
    public String said() {
      return printed.get();
    }

    @Override
    public void heard(String output) {}
  }
}
