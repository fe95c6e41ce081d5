package kube.controlplane.etcd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import kube.controlplane.etcd.quorum.Count;
import kube.controlplane.etcd.quorum.Quorum;
import kube.foundation.machine.Part;

/// The members that keep etcd's memory together: who leads, and how far each one's log goes.
///
/// What the leader takes in is committed when a majority *of all members* has it; the absent still
/// have a vote. Without a majority nothing is written, and nothing is read either that claims to be
/// the newest. A member that comes back has the past that it stood at, and is sent the rest.
///
/// Owned by the loop.
///
/// **Models** leader and terms, log positions, acknowledgement by a majority, elections that only a
/// member with every committed entry can win, catching up by entries or, when they are compacted, by
/// a snapshot. **Leaves out** entries that were never committed, because a leader in touch with a
/// majority hears of it at once, and changes of the membership while the cluster runs: it only says
/// what they would risk.
///
/// **In Kubernetes:** https://etcd.io/docs/v3.6/faq/#what-is-failure-tolerance
public final class Members {

  /// One member.
  ///
  /// @param isUp whether the others reach it
  /// @param position the revision up to which it has the memory
  public record Member(int number, boolean isUp, boolean isLeader, long position) {}

  private static final String NO_MAJORITY = "etcdserver: request timed out";
  private static final String NO_LEADER = "etcdserver: no leader";

  private final int count;
  private final TreeMap<Integer, Long> behind = new TreeMap<>();
  private final TreeMap<Integer, Long> lost = new TreeMap<>();
  private final TreeMap<Long, Integer> terms = new TreeMap<>();
  private final Count votes = new Count();
  private int leader = 1;
  private int term = 1;
  private long committed = 1;

  /// @param count 1, 3 or 5; member 1 leads at the beginning
  public Members(int count) {
    if (count != 1 && count != 3 && count != 5) {
      throw new IllegalArgumentException("etcd has 1, 3 or 5 members, not " + count);
    }
    this.count = count;
    terms.put(0L, term);
  }

  /// From now on this part counts the votes.
  public void countedBy(Part<Quorum> part) {
    votes.leaveTo(part);
  }

  /// How many members have to have an entry before it counts.
  public int majority() {
    return votes.majority(count);
  }

  /// How many more may be lost.
  public int spare() {
    return votes.tolerated(count) - lost.size();
  }

  /// What it would mean to change the membership now.
  public Quorum.Advice adviceOn(Quorum.Change change) {
    return votes.change(count, count - lost.size(), change);
  }

  /// The member that leads; empty when none does.
  public Optional<Integer> leader() {
    return leader == 0 ? Optional.empty() : Optional.of(leader);
  }

  /// How many elections there were, the first one included.
  public int term() {
    return term;
  }

  public boolean hasMajority() {
    return count - lost.size() >= majority();
  }

  /// Why a request gets no answer now, in etcd's own words; empty when it gets one.
  public Optional<String> refusal() {
    if (!hasMajority()) return Optional.of(NO_MAJORITY);
    return leader == 0 ? Optional.of(NO_LEADER) : Optional.empty();
  }

  /// The leader has written this revision, and everybody in reach has acknowledged it.
  public void written(long revision) {
    committed = votes.isForeign() ? counted(revision) : revision;
  }

  private long counted(long revision) {
    TreeMap<String, Long> match = new TreeMap<>();
    Set<String> voters = new TreeSet<>();
    for (int number = 1; number <= count; number++) {
      voters.add("etcd-" + number);
      match.put("etcd-" + number, lost.getOrDefault(number, revision));
    }
    return votes.commitIndex(match, voters, entry -> terms.floorEntry(entry).getValue(), term,
        committed);
  }

  /// The member is gone from the others' view, with the memory that it has.
  public void lose(int member) {
    lost.put(check(member), position(member));
    behind.remove(member);
    if (leader == member || !hasMajority()) leader = 0;
  }

  /// The member is back, and knows what it knew.
  public void comeBack(int member) {
    Long known = lost.remove(check(member));
    if (known != null && known < committed) behind.put(member, known);
  }

  /// Whether the others reach it, and it has not got all yet.
  public boolean isBehind(int member) {
    return behind.containsKey(member);
  }

  /// The member has been sent what it missed.
  public void caughtUp(int member) {
    behind.remove(check(member));
  }

  /// Whether a majority could choose a leader, and has none.
  public boolean canElect() {
    return leader == 0 && hasMajority();
  }

  /// One of those with the longest log wins; empty when there is nobody to choose, or no need to.
  public Optional<Integer> elect() {
    if (!canElect()) return Optional.empty();
    leader = list().stream().filter(Member::isUp)
        .max(Comparator.comparingLong(Member::position).thenComparingInt(Member::number))
        .map(Member::number).orElse(0);
    term++;
    terms.put(committed + 1, term);
    return leader();
  }

  /// The revision up to which the member has the memory: its own reads show no more than that.
  public long position(int member) {
    Long stale = lost.getOrDefault(check(member), behind.get(member));
    return stale == null ? committed : stale;
  }

  public List<Member> list() {
    List<Member> all = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      all.add(new Member(number, !lost.containsKey(number), number == leader, position(number)));
    }
    return List.copyOf(all);
  }

  private int check(int member) {
    if (member < 1 || member > count) {
      throw new IllegalArgumentException("etcd has no member " + member + ", only 1 to " + count);
    }
    return member;
  }
}
