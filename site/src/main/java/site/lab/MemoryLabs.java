package site.lab;

import java.util.LinkedHashMap;
import java.util.Map;

/// The little stores of all learners: at most so many, the one longest unused goes first.
final class MemoryLabs {
  private static final int MOST = 300;

  private final Map<String, MemoryLab> labs = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, MemoryLab> eldest) {
      return size() > MOST;
    }
  };

  synchronized MemoryLab of(String learner, String name) {
    return labs.computeIfAbsent(learner + " " + name, key -> new MemoryLab());
  }

  synchronized MemoryLab reset(String learner, String name) {
    labs.remove(learner + " " + name);
    return of(learner, name);
  }
}
