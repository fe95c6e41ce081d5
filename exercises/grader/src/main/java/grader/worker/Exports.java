package grader.worker;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/// The objects of this side that the other side may call, and its own that this side may call.
final class Exports {
  private static final int LIMIT = 10_000;

  private final IdentityHashMap<Object, Integer> ids = new IdentityHashMap<>();
  private final Map<Integer, Object> objects = new HashMap<>();
  private final Map<Integer, Object> stubs = new HashMap<>();

  /// The number under which the other side calls this object.
  int export(Object object) {
    Integer known = ids.get(object);
    if (known != null) return known;
    if (ids.size() >= LIMIT)
      throw new BadAnswer("More than " + LIMIT + " callbacks were handed over.");
    int id = ids.size() + 1;
    ids.put(object, id);
    objects.put(id, object);
    return id;
  }

  /// This side's object with that number.
  Object object(int id) {
    Object object = objects.get(id);
    if (object == null) throw new ProtocolBroken("there is no callback " + id);
    return object;
  }

  Map<Integer, Object> stubs() {
    return stubs;
  }
}
