package site.lab;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import kube.controlplane.etcd.BufferedWatchHub;
import kube.controlplane.etcd.CompactedException;
import kube.controlplane.etcd.Etcd;
import kube.controlplane.etcd.FutureRevisionException;
import kube.controlplane.etcd.MultiVersionStore;
import kube.controlplane.etcd.Operation;
import kube.controlplane.etcd.WatchEvent;

/// A store with its watchers and no cluster around it: what the ribbon of lesson 3 and the needles
/// of lesson 4 draw.
///
/// It is the engine's own store and hub; only its size is bounded, so that a page can show all of it
/// and no learner can fill the memory of the site. Safe for many threads, one at a time.
public final class MemoryLab {

  /// How many revisions a ribbon holds before it must be reset.
  public static final int REVISIONS_KEPT = 48;
  /// How many events the hub keeps for a needle that lags.
  public static final int BUFFER_EVENTS = 3;
  private static final int MOST_NEEDLES = 5;
  private static final int BOOKMARK_AFTER = 1_000;
  private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9/.-]{0,23}");
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{0,24}");

  private final Etcd etcd = new Etcd(new MultiVersionStore(),
      new BufferedWatchHub(BUFFER_EVENTS, BOOKMARK_AFTER));
  private final List<MemoryView.Frame> frames = new ArrayList<>();
  private final List<Needle> needles = new ArrayList<>();
  private int needlesMade;

  /// A store at revision 1, with nothing in it.
  public MemoryLab() { etcd.watch("", 0, this::film); }

  /// Does what was asked and shows the whole ribbon, read at the wanted revision.
  ///
  /// Refuses with a sentence in the view, never by throwing.
  public synchronized MemoryView perform(MemoryCommand command) {
    String says = switch (command) {
      case MemoryCommand.Put put -> put(put.key(), put.value());
      case MemoryCommand.Delete delete -> delete(delete.key());
      case MemoryCommand.Compact compact -> compact(compact.revision());
      case MemoryCommand.Read _ -> "";
      case MemoryCommand.Watch watch -> watch(watch.from(), watch.pace());
      case MemoryCommand.Pace pace -> pace(pace.needle(), pace.pace());
      case MemoryCommand.Relist relist -> relist(relist.needle());
      case MemoryCommand.Tick _ -> tick();
      case MemoryCommand.Reset _ -> "";
    };
    long at = command instanceof MemoryCommand.Read read ? read.revision() : 0;
    return view(says, at);
  }

  private String put(String key, String value) {
    if (!KEY.matcher(key).matches()) {
      return "\"" + key + "\" is no key here. Use 1 to 24 of a-z, 0-9, / . and -, such as web.";
    }
    if (!VALUE.matcher(value).matches()) {
      return "That value is too long or holds unusual letters. Use up to 24 plain ones.";
    }
    if (isFull()) return FULL;
    long revision = write(new Operation.Put(key, value.getBytes(StandardCharsets.UTF_8)));
    return key + " = " + value + " is stored at revision " + revision + ".";
  }

  private String delete(String key) {
    if (isFull()) return FULL;
    long before = etcd.revision();
    long after = write(new Operation.Delete(key));
    return after == before
        ? "There is no key " + key + ", so no revision is used."
        : key + " is deleted at revision " + after + ".";
  }

  private long write(Operation change) {
    long revision = etcd.transact(List.of(), List.of(change), List.of()).revision();
    etcd.pump();
    return revision;
  }

  private String compact(long revision) {
    try {
      etcd.compact(revision);
      return "Compacted at " + revision + ": what only older reads could see is burned.";
    } catch (CompactedException | FutureRevisionException refused) {
      return sentence(refused);
    }
  }

  private String watch(long from, Needle.Pace pace) {
    if (needles.size() >= MOST_NEEDLES) {
      return "There is room for " + MOST_NEEDLES + " needles. Reset to begin again.";
    }
    Needle needle = Needle.watch(etcd, ++needlesMade, from, pace);
    needles.add(needle);
    etcd.pump();
    return needle.words();
  }

  private String pace(int number, Needle.Pace pace) {
    return find(number).map(needle -> {
      needle.goAt(pace);
      etcd.pump();
      return needle.words();
    }).orElse("There is no needle " + number + ".");
  }

  private String relist(int number) {
    return find(number).map(needle -> {
      needles.set(needles.indexOf(needle), Needle.watch(etcd, number, 0, Needle.Pace.FAST));
      return "Needle " + number + " lists at revision " + etcd.revision()
          + " and watches from " + (etcd.revision() + 1) + ".";
    }).orElse("There is no needle " + number + ".");
  }

  private String tick() {
    needles.forEach(Needle::tick);
    etcd.pump();
    return "";
  }

  private Optional<Needle> find(int number) {
    return needles.stream().filter(needle -> needle.number() == number).findFirst();
  }

  private boolean isFull() { return etcd.revision() > REVISIONS_KEPT; }

  private static final String FULL = "The ribbon of this page holds " + REVISIONS_KEPT
      + " revisions. Reset it to begin again.";

  private void film(WatchEvent event) {
    switch (event) {
      case WatchEvent.Put put -> frames.add(new MemoryView.Frame(
          put.revision(), put.entry().key(), put.entry().text(), false));
      case WatchEvent.Delete delete -> frames.add(new MemoryView.Frame(
          delete.revision(), delete.previous().key(), "", true));
      case WatchEvent.Bookmark _ -> {}
    }
  }

  private MemoryView view(String says, long at) {
    List<MemoryView.Needle> shown = needles.stream()
        .map(needle -> needle.view(frames)).toList();
    long read = at == 0 ? etcd.revision() : at;
    try {
      List<MemoryView.Item> items = etcd.range("", "\uffff", at, 0).entries().stream()
          .map(entry -> new MemoryView.Item(entry.key(), entry.text(), entry.createRevision(),
              entry.modRevision(), entry.version()))
          .toList();
      return new MemoryView(etcd.revision(), etcd.compactionMark(), frames, read, items, "", shown,
          says);
    } catch (CompactedException | FutureRevisionException refused) {
      return new MemoryView(etcd.revision(), etcd.compactionMark(), frames, read, List.of(),
          sentence(refused), shown, says);
    }
  }

  private static String sentence(RuntimeException refused) {
    return String.valueOf(refused.getMessage());
  }
}
