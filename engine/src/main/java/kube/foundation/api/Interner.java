package kube.foundation.api;

import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps one of equal values.
///
/// A hundred Pods made from one template say nearly the same. Who reads them through here keeps what
/// they say alike only once. It remembers the values met lately; what it has forgotten is merely kept
/// twice.
///
/// Owned by the loop.
public final class Interner {

  /// Shares nothing: for those who read one object only.
  static final Interner NONE = new Interner(0);

  private static final int VALUES_REMEMBERED = 64;

  private final int most;

  private final Map<Object, Object> recent = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
      return size() > most;
    }
  };

  public Interner() {
    this(VALUES_REMEMBERED);
  }

  private Interner(int most) {
    this.most = most;
  }

  /// The value itself, or one equal to it that came before. It must be immutable.
  @SuppressWarnings("unchecked") // Equal records and collections of them are of one type.
  public <T> T one(T value) {
    if (most == 0) return value;
    Object known = recent.putIfAbsent(value, value);
    return known == null ? value : (T) known;
  }
}
