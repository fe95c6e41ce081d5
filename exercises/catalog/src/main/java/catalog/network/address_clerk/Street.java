package catalog.network.address_clerk;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import grader.worker.LearnerThrew;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import kube.network.Cidr;
import kube.network.Ipam;
import kube.network.Ipam.Lease;
import kube.network.Ipam.Stats;

/// One node's range of addresses, and who lives there by the rules: what a clerk is compared with.
final class Street {
  static final String THIRD = "10.244.3.0/24";
  static final String ETH0 = "eth0";
  private static final int FIRST = 2;

  private final Ipam clerk;
  private final Map<String, String> held = new TreeMap<>();
  private Cidr range = Cidr.parse(THIRD);
  private int turn = FIRST;
  private String story = "";

  Street(Ipam clerk) {
    this.clerk = clerk;
  }

  /// The street 10.244.3.0/24, in which nobody lives yet.
  static Street empty(Ipam clerk) {
    return new Street(clerk).open(THIRD, Map.of());
  }

  Street telling(String sentences) {
    story = sentences;
    return this;
  }

  /// @param written container id to address
  Street open(String cidr, Map<String, String> written) {
    range = Cidr.parse(cidr);
    held.clear();
    turn = FIRST;
    SortedMap<String, Lease> leases = new TreeMap<>();
    written.forEach((id, address) -> {
      leases.put(id, new Lease(address));
      held.put(id + " " + ETH0, address);
    });
    for (int index = FIRST; index <= last(); index++) {
      if (held.containsValue(range.address(index))) turn = after(index);
    }
    clerk.open(cidr, leases);
    return this;
  }

  /// What is held on `eth0`, by container id: what a plugin finds in its file.
  Map<String, String> written() {
    Map<String, String> written = new TreeMap<>();
    held.forEach((door, address) -> {
      if (door.endsWith(" " + ETH0)) written.put(door.substring(0, door.indexOf(' ')), address);
    });
    return written;
  }

  Given add(String id) {
    return add(id, ETH0);
  }

  Given add(String id, String ifName) {
    Optional<String> right = right(id + " " + ifName);
    Optional<String> given = clerk.add(id, ifName).map(Lease::address);
    return new Given(given, right, weDid(story).youAnswered("You answered "
        + given.orElse("that no address is free") + " to the ADD for " + id + ", " + ifName + "."));
  }

  private Optional<String> right(String door) {
    if (held.containsKey(door)) return Optional.of(held.get(door));
    for (int tried = 0, index = turn; tried < houses(); tried++, index = after(index)) {
      String address = range.address(index);
      if (held.containsValue(address)) continue;
      held.put(door, address);
      turn = after(index);
      return Optional.of(address);
    }
    return Optional.empty();
  }

  /// How many can live here.
  int houses() {
    return last() - FIRST + 1;
  }

  private int last() {
    return (int) range.size() - 2;
  }

  private int after(int index) {
    return index >= last() ? FIRST : index + 1;
  }

  Street del(String id) {
    return del(id, ETH0);
  }

  Street del(String id, String ifName) {
    clerk.del(id, ifName);
    held.remove(id + " " + ifName);
    return this;
  }

  /// Takes back what may not be there, and says what came of it.
  String delOfWhatMayBeGone(String id) {
    try {
      del(id);
      return "You returned.";
    } catch (NoSuchElementException | NullPointerException | IllegalStateException
        | IllegalArgumentException thrown) {
      return "You threw " + thrown.getClass().getSimpleName() + ".";
    } catch (LearnerThrew thrown) {
      return "You threw " + thrown.type() + ".";
    }
  }

  Street gc(Set<String> liveIds) {
    clerk.gc(liveIds);
    held.keySet().removeIf(door -> !liveIds.contains(door.substring(0, door.indexOf(' '))));
    return this;
  }

  /// The numbers that the clerk tells have to be true.
  Street mustCountRightly() {
    Stats right = new Stats(held.size(), houses() - held.size());
    Stats told = clerk.stats();
    weDid(story).youAnswered("You told " + told + ".").weNeeded("We needed: " + right + ".")
        .because("Whoever watches the node has to see in time that its addresses run out.")
        .read("L26#fact-slice").failUnless(told.equals(right));
    return this;
  }

  /// What came of an ADD.
  record Given(Optional<String> given, Optional<String> right, Feedback feedback) {

    String address() {
      return given.orElse("none");
    }

    Given must(String because, String read) {
      feedback.weNeeded("We needed: " + right.orElse("that none is free (an empty answer)") + ".")
          .because(because).read(read).failWhen(!given.equals(right));
      return this;
    }

    /// The same, where a known mistake gives this very address.
    Given must(String because, String read, String wrong, String mistake, String message) {
      feedback.weNeeded("We needed: another address.").because(because).read(read)
          .named(mistake, message).failWhen(given.equals(Optional.of(wrong)));
      return must(because, read);
    }
  }
}
