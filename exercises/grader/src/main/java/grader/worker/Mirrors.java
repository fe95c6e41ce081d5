package grader.worker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The arrays and open collections that crossed lately, which both sides hold alike.
///
/// In one process, a caller sees when its argument is changed, and a store that hands out its inner
/// array is found out. So that the same is true between two processes, both sides remember the last
/// objects that crossed, in the same order, and every frame begins with what has changed since.
/// Bounded: the oldest are forgotten, by both sides at the same moment.
final class Mirrors {
  private static final int REMEMBERED = 32;

  /// One object on this side, and its content when both sides last agreed.
  private static final class Mirror {
    private final int handle;
    private final Object object;
    private Object[] agreed;
    private byte[] agreedBytes;

    Mirror(int handle, Object object) {
      this.handle = handle;
      this.object = object;
      this.agreed = new Object[0];
      this.agreedBytes = new byte[0];
      agree();
    }

    void agree() {
      if (object instanceof byte[] bytes) {
        agreedBytes = bytes.clone();
      } else {
        agreed = contentOf(object);
      }
    }

    /// Asked of every mirror at every frame, so nothing is copied for it.
    boolean isChanged() {
      if (object instanceof byte[] bytes) return !Arrays.equals(bytes, agreedBytes);
      if (object instanceof Collection<?> all) {
        return all.size() != agreed.length || isChanged(all);
      }
      Map<?, ?> map = (Map<?, ?>) object;
      return map.size() * 2 != agreed.length || isChanged(map);
    }

    private boolean isChanged(Collection<?> all) {
      int index = 0;
      for (Object element : all) if (!isSame(element, agreed[index++])) return true;
      return false;
    }

    private boolean isChanged(Map<?, ?> map) {
      int index = 0;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (!isSame(entry.getKey(), agreed[index++])) return true;
        if (!isSame(entry.getValue(), agreed[index++])) return true;
      }
      return false;
    }
  }

  private final List<Mirror> mirrors = new ArrayList<>();
  private int nextHandle;

  @SuppressWarnings("ReferenceEquality") // The same object, not an equal one.
  private static boolean isSame(Object left, Object right) {
    return left == right;
  }

  /// Remembers an object that crosses now. Both sides call this in the same order.
  void add(Object object) {
    mirrors.add(new Mirror(nextHandle++, object));
  }

  /// The handle of an object that crossed before, or -1.
  int handleOf(Object object) {
    for (Mirror mirror : mirrors) if (isSame(mirror.object, object)) return mirror.handle;
    return -1;
  }

  Object object(int handle) {
    for (Mirror mirror : mirrors) if (mirror.handle == handle) return mirror.object;
    throw new ProtocolBroken("nothing is mirrored under " + handle);
  }

  /// Handles whose content changed on this side since both agreed; they count as agreed from now
  /// on.
  List<Integer> takeChanged() {
    List<Integer> changed = List.of();
    for (Mirror mirror : mirrors) {
      if (!mirror.isChanged()) continue;
      if (changed.isEmpty()) changed = new ArrayList<>();
      changed.add(mirror.handle);
      mirror.agree();
    }
    return changed;
  }

  /// Puts the other side's content in place here.
  void replace(int handle, Object[] content) {
    Object object = object(handle);
    try {
      replaceContent(object, content);
    } catch (ClassCastException | NullPointerException | IndexOutOfBoundsException misfit) {
      ProtocolBroken broken = new ProtocolBroken("a mirrored collection cannot hold what came");
      broken.initCause(misfit);
      throw broken;
    }
    agreeOn(handle);
  }

  void replaceBytes(int handle, byte[] content) {
    if (!(object(handle) instanceof byte[] bytes) || bytes.length != content.length) {
      throw new ProtocolBroken("a mirrored array cannot hold what came");
    }
    System.arraycopy(content, 0, bytes, 0, content.length);
    agreeOn(handle);
  }

  private void agreeOn(int handle) {
    for (Mirror mirror : mirrors) if (mirror.handle == handle) mirror.agree();
  }

  /// Where to return to when a frame cannot be sent after all.
  int mark() {
    return mirrors.size();
  }

  void reset(int mark) {
    while (mirrors.size() > mark) {
      mirrors.removeLast();
      nextHandle--;
    }
  }

  /// Forgets the oldest; both sides do so at the end of each frame.
  void forgetOldest() {
    int tooMany = mirrors.size() - REMEMBERED;
    if (tooMany > 0) mirrors.subList(0, tooMany).clear();
  }

  static Object[] contentOf(Object object) {
    if (object instanceof Collection<?> collection) return collection.toArray();
    Map<?, ?> map = (Map<?, ?>) object;
    Object[] content = new Object[map.size() * 2];
    int index = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      content[index++] = entry.getKey();
      content[index++] = entry.getValue();
    }
    return content;
  }

  @SuppressWarnings("unchecked") // What is put in was checked by whoever asks for it.
  private static void replaceContent(Object object, Object[] content) {
    if (object instanceof Collection<?> collection) {
      collection.clear();
      for (Object element : content) ((Collection<Object>) collection).add(element);
    } else {
      Map<Object, Object> map = (Map<Object, Object>) object;
      map.clear();
      for (int index = 0; index < content.length; index += 2)
        map.put(content[index], content[index + 1]);
    }
  }
}
