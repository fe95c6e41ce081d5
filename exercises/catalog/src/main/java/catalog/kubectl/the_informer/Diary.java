package catalog.kubectl.the_informer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kube.foundation.api.Key;
import kube.foundation.api.Metadata;
import kube.foundation.client.informer.MetadataInformer;
import kube.foundation.client.informer.MetadataInformer.Handler;

/// Writes down what an informer tells, asks its copy at the same moment, and keeps a copy of its own
/// from nothing but what it is told.
final class Diary implements Handler {
  private final MetadataInformer informer;
  private final List<String> lines = new ArrayList<>();
  private final Map<Key, Metadata> told = new HashMap<>();
  private Optional<String> late = Optional.empty();
  private Optional<String> impossible = Optional.empty();

  Diary(MetadataInformer informer) {
    this.informer = informer;
  }

  @Override
  public void added(Metadata now) {
    note("added " + shown(now), told.put(now.key(), now) == null);
    expect(now, informer.get(now.key()).filter(now::equals).isPresent());
  }

  @Override
  public void updated(Metadata before, Metadata now) {
    boolean isNext = before.equals(told.put(now.key(), now)) && before.uid().equals(now.uid());
    note("updated " + shown(before) + " to " + now.resourceVersion(), isNext);
    expect(now, informer.get(now.key()).filter(now::equals).isPresent());
  }

  @Override
  public void deleted(Metadata last, boolean lastStateUnknown) {
    Metadata known = told.remove(last.key());
    note("deleted " + shown(last) + (lastStateUnknown ? ", last state unknown" : ""),
        known != null && known.uid().equals(last.uid()));
    expect(last, informer.get(last.key()).filter(it -> it.uid().equals(last.uid())).isEmpty());
  }

  private void note(String line, boolean isPossible) {
    lines.add(line);
    if (!isPossible && impossible.isEmpty()) impossible = Optional.of(line);
  }

  private void expect(Metadata object, boolean isShown) {
    if (!isShown && late.isEmpty()) late = Optional.of(object.name());
  }

  static String shown(Metadata object) {
    return object.name() + "@" + object.resourceVersion();
  }

  /// What was told since the last question, in order.
  List<String> read() {
    List<String> read = List.copyOf(lines);
    lines.clear();
    return read;
  }

  /// The first object of which the copy showed something else than was told.
  Optional<String> late() {
    return late;
  }

  /// The first line that does not follow from those before it, such as a second `added`.
  Optional<String> impossible() {
    return impossible;
  }
}
