package grader.worker;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stands for an object of the other side: every call of its interfaces' methods travels there.
record Stub(Peer peer, int id, String name) implements InvocationHandler {
  private static final Object[] NONE = {};

  static Object create(Peer peer, int id, List<Class<?>> interfaces) {
    Class<?> first = interfaces.getFirst();
    return Proxy.newProxyInstance(first.getClassLoader() == null
        ? Stub.class.getClassLoader()
        : first.getClassLoader(), interfaces.toArray(Class<?>[]::new),
        new Stub(peer, id, first.getSimpleName()));
  }

  boolean isOf(Peer other) {
    return peer == other;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // A stub equals itself alone.
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object[] given = arguments == null ? NONE : arguments;
    if (method.getDeclaringClass() != Object.class) return peer.call(id, method, given);
    return switch (method.getName()) {
      case "equals" -> proxy == given[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> name + " " + id;
    };
  }
}
