package grader.worker;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One end of the conversation: calls the other side's objects and answers for its own.
///
/// The ends take turns on one thread each: while a call is under way its caller answers callbacks,
/// which may call again, and so on. Whoever speaks out of turn is not listened to. Both ends are
/// the same code; what differs is whom they believe, see [Manners].
final class Peer {
  private final Wire wire;
  private final Vocabulary vocabulary;
  private final Manners manners;
  private Exports exports = new Exports();
  private Mirrors mirrors = new Mirrors();
  private int callsUnderWay;

  Peer(Wire wire, Vocabulary vocabulary, Manners manners) {
    this.wire = wire;
    this.vocabulary = vocabulary;
    this.manners = manners;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  Exports exports() {
    return exports;
  }

  Mirrors mirrors() {
    return mirrors;
  }

  /// Forgets all objects of both sides: a new instance begins.
  void forget() {
    exports = new Exports();
    mirrors = new Mirrors();
  }

  /// Sends one message; `body` writes it. When it cannot be said, nothing is sent and nothing
  /// remembered.
  void send(Message message, Consumer<Encoder> body) {
    int mark = mirrors.mark();
    Encoder frame = new Encoder(this).kind(message.code());
    try {
      List<Integer> changed = mirrors.takeChanged();
      frame.number(changed.size());
      for (int handle : changed) frame.number(handle).content(mirrors.object(handle));
      body.accept(frame);
      wire.send(frame.toArray());
    } catch (BadAnswer notSaid) {
      mirrors.reset(mark);
      throw notSaid;
    }
    mirrors.forgetOldest();
  }

  /// A message that came: what it is about, and its content still to be read.
  record Incoming(Message message, Decoder content) {}

  Incoming receive() {
    Decoder content = new Decoder(wire.receive(), this);
    Message message = Message.of(content.kind());
    int changes = content.count();
    for (int index = 0; index < changes; index++) {
      int handle = content.number();
      if (mirrors.object(handle) instanceof byte[]) {
        mirrors.replaceBytes(handle, content.bytes());
      } else {
        mirrors.replace(handle, content.content());
      }
    }
    return new Incoming(message, content);
  }

  /// Ends the reading of a message; both sides forget the oldest mirrors at this point.
  void read(Incoming incoming) {
    incoming.content().end();
    mirrors.forgetOldest();
  }

  /// Says something that wants an answer, and waits for it, answering callbacks meanwhile.
  @Nullable
  Object ask(Message message, Consumer<Encoder> body) throws Throwable {
    manners.requireTurn();
    send(message, body);
    callsUnderWay++;
    try {
      while (true) {
        Incoming incoming = receive();
        switch (incoming.message()) {
          case CALL -> answerCall(incoming);
          case RETURN -> {
            manners.heard(incoming.content().text());
            Object value = incoming.content().value();
            read(incoming);
            return value;
          }
          case THROW -> throw thrown(incoming);
          case READY, LOAD, NEW ->
            throw new ProtocolBroken(incoming.message() + " came where an answer was due");
        }
      }
    } finally {
      callsUnderWay--;
    }
  }

  private Throwable thrown(Incoming incoming) {
    manners.heard(incoming.content().text());
    Throwable thrown = Thrown.read(incoming.content());
    read(incoming);
    return thrown;
  }

  /// Answers one call of the other side.
  void answerCall(Incoming incoming) {
    Decoder content = incoming.content();
    Object target = exports.object(content.number());
    Class<?> owner = vocabulary.type(content.number());
    Method method = vocabulary.method(owner, content.number());
    Object[] arguments = arguments(content, method);
    read(incoming);
    if (!owner.isInstance(target))
      throw new ProtocolBroken("a callback of another kind was called");
    reply(() -> invoke(target, method, arguments), method);
  }

  /// A piece of work whose outcome the other side waits for.
  interface Work {
    @Nullable
    Object run() throws Throwable;
  }

  /// Does the work and tells how it ended. A value that cannot be said becomes an exception that
  /// can.
  void reply(Work work, @Nullable Method method) {
    Throwable thrown;
    try {
      Object value = work.run();
      if (method != null) manners.checkOwnAnswer(method, value);
      send(Message.RETURN, frame -> frame.text(manners.said()).value(value));
      return;
    } catch (PeerGone | ProtocolBroken end) {
      throw end;
    } catch (Throwable problem) {
      thrown = manners.translate(problem);
    }
    Throwable told = thrown;
    send(Message.THROW, frame -> Thrown.write(told, frame.text(manners.said()), this));
  }

  private Object[] arguments(Decoder content, Method method) {
    Object[] arguments = new Object[method.getParameterCount()];
    for (int index = 0; index < arguments.length; index++) {
      arguments[index] = content.value();
      manners.checkArgument(method, index, arguments[index]);
    }
    return arguments;
  }

  @Nullable
  Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      method.setAccessible(true);
      return method.invoke(target, arguments);
    } catch (InvocationTargetException wrapped) {
      throw wrapped.getCause() == null ? wrapped : wrapped.getCause();
    }
  }

  /// The components of a record of this side.
  @Nullable
  Object[] partsOf(Object value) {
    return vocabulary.recordShape(value.getClass()).parts(value);
  }

  /// The number of a stub, or -1 for any other object.
  int stubId(Object value) {
    return Proxy.isProxyClass(value.getClass())
        && Proxy.getInvocationHandler(value) instanceof Stub stub && stub.isOf(this)
            ? stub.id()
            : -1;
  }

  /// An object of the other side, to be called through these interfaces.
  Object stub(int id, List<Class<?>> interfaces) {
    return exports.stubs().computeIfAbsent(id, number -> Stub.create(this, number, interfaces));
  }

  /// Calls one method of an object of the other side.
  @Nullable
  Object call(int id, Method method, Object[] arguments) throws Throwable {
    try {
      Object answer = ask(Message.CALL, frame -> {
        frame.number(id).number(indexOf(method)).number(methodIndex(method));
        for (Object argument : arguments) frame.value(argument);
      });
      manners.checkAnswer(method, answer);
      return answer;
    } finally {
      if (callsUnderWay == 0) manners.rethrowKept();
    }
  }

  private int indexOf(Method method) {
    Integer index = vocabulary.indexOf(method.getDeclaringClass());
    if (index == null) throw new BadAnswer(method.getName() + " cannot be called from here.");
    return index;
  }

  private int methodIndex(Method method) {
    return vocabulary.methodIndex(method.getDeclaringClass(), method);
  }
}
