package kube.foundation.machine;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// The slots of what every program is linked with, whoever it is: its client library.
///
/// A slot of one component reaches it by its constructor. The queue of a controller would have to
/// come by forty of them; so a program finds it here.
///
/// Owned by the loop.
public final class Library {

  private final Map<Class<?>, Function<Actor, ? extends Part<?>>> shelves = new HashMap<>();

  /// From now on programs find their part of this type here.
  public <T> void offer(Class<T> type, Function<Actor, Part<T>> parts) {
    shelves.put(type, parts);
  }

  @SuppressWarnings("unchecked") // It was put there as a part of that type.
  <T> Part<T> part(Class<T> type, Actor actor) {
    Function<Actor, ? extends Part<?>> shelf = shelves.get(type);
    return shelf == null ? Part.none() : (Part<T>) shelf.apply(actor);
  }
}
