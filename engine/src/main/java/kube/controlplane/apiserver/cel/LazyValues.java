package kube.controlplane.apiserver.cel;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.cel.common.exceptions.CelBadFormatException;

/// Named values that are computed when an expression first asks for them, and then kept.
///
/// What fails and is never asked for does no harm.
public final class LazyValues extends AbstractMap<String, Object> {

  /// Computes one of the values.
  public interface Source {
    Evaluation compute(Map<String, Object> earlier);
  }

  private final Map<String, Source> sources;
  private final Map<String, Object> computed = new LinkedHashMap<>();

  public LazyValues(Map<String, Source> sources) {
    this.sources = new LinkedHashMap<>(sources);
  }

  @Override
  public boolean containsKey(Object name) {
    return name instanceof String && sources.containsKey(name);
  }

  @Override
  public @org.jspecify.annotations.Nullable Object get(Object name) {
    if (!(name instanceof String text)) return null;
    Source source = sources.get(text);
    if (source == null) return null;
    Object known = computed.get(text);
    if (known != null) return known;
    Object value = switch (source.compute(this)) {
      case Evaluation.Value(Object found) -> found;
      case Evaluation.Failed(String reason) -> throw new CelBadFormatException(
          "composited variable \"" + text + "\" fails to evaluate: " + reason);
    };
    computed.put(text, value);
    return value;
  }

  /// Counting them computes none.
  @Override
  public int size() {
    return sources.size();
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return sources.keySet().stream()
        .map(name -> Map.entry(name, java.util.Objects.requireNonNull(get(name))))
        .collect(Collectors.toUnmodifiableSet());
  }
}
