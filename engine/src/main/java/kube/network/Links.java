package kube.network;

import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The cables between the machines, and what is wrong with them.
///
/// A cable without a fault carries at once and loses nothing. Both directions share their faults.
///
/// **Models** delay, loss and a cut. **Leaves out** bandwidth, because no simulated program fills a
/// cable.
public final class Links {

  /// What is wrong with one cable.
  ///
  /// @param latency how long a packet takes
  /// @param loss the chance of each packet to vanish, 0.0 to 1.0
  /// @param cut whether nothing passes at all
  public record Fault(Duration latency, double loss, boolean cut) {

    public static final Fault NONE = new Fault(Duration.ZERO, 0, false);

    public boolean isNone() {
      return equals(NONE);
    }
  }

  /// Hears what becomes of a cable.
  public interface Listener {
    void changed(String one, String other, Fault fault);
  }

  /// The name of everything that is no machine of the cluster.
  public static final String OUTSIDE = "outside";

  private static final Fault CUT = new Fault(Duration.ZERO, 0, true);

  private final TreeMap<String, Fault> faults = new TreeMap<>();
  private final Set<String> dark = new TreeSet<>();
  private Listener listener = (one, other, fault) -> {};

  /// Lets every packet between the two take this long.
  public void slow(String one, String other, Duration latency) {
    Fault before = between(one, other);
    set(one, other, new Fault(latency, before.loss, before.cut));
  }

  /// Lets packets between the two vanish with this chance.
  public void lossy(String one, String other, double chance) {
    Fault before = between(one, other);
    set(one, other, new Fault(before.latency, chance, before.cut));
  }

  /// Nothing passes between the two any more.
  public void cut(String one, String other) {
    Fault before = between(one, other);
    set(one, other, new Fault(before.latency, before.loss, true));
  }

  /// The cable is as new.
  public void mend(String one, String other) {
    if (faults.remove(name(one, other)) != null) listener.changed(one, other, Fault.NONE);
  }

  /// Calls `newListener` whenever the fault of a cable changes; not when a machine goes dark.
  public void onChange(Listener newListener) {
    listener = newListener;
  }

  /// The machine has no power: no cable of it carries anything.
  public void darken(String machine) {
    dark.add(machine);
  }

  /// The machine has power.
  public void light(String machine) {
    dark.remove(machine);
  }

  /// What is wrong with the cable between two places; a place and itself are always near.
  public Fault between(String one, String other) {
    if (dark.contains(one) || dark.contains(other)) return CUT;
    if (faults.isEmpty() || one.equals(other)) return Fault.NONE;
    return faults.getOrDefault(name(one, other), Fault.NONE);
  }

  /// This is wrong with the cable from now on, and nothing else; [Fault#NONE] mends it.
  public void set(String one, String other, Fault fault) {
    if (fault.isNone()) {
      mend(one, other);
      return;
    }
    faults.put(name(one, other), fault);
    listener.changed(one, other, fault);
  }

  private static String name(String one, String other) {
    return one.compareTo(other) < 0 ? one + " – " + other : other + " – " + one;
  }
}
