package catalog.etcd.counting_votes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kube.foundation.machine.Randomness;

/// A log with its terms, and how far some members have it; and the right answer, by trying.
///
/// @param terms the term of each entry, the first entry first; they never fall
record RandomLog(List<Long> terms, Map<String, Long> match, Set<String> voters, long currentTerm,
    long oldCommit) {
  private static final String NAMES = "abcdefgh";

  /// A log of at most so many entries; a few members vote, some listen, some are silent.
  static RandomLog draw(Randomness chance, int mostEntries) {
    List<Long> terms = new ArrayList<>();
    long term = 1;
    int entries = 1 + chance.below(mostEntries);
    for (int entry = 0; entry < entries; entry++) {
      term += chance.below(3) == 0 ? 1 : 0;
      terms.add(term);
    }
    Set<String> voters = new TreeSet<>();
    Map<String, Long> match = new TreeMap<>();
    int count = 1 + chance.below(7);
    for (int member = 0; member < NAMES.length(); member++) {
      String name = NAMES.substring(member, member + 1);
      if (member < count) voters.add(name);
      if (chance.below(4) > 0) match.put(name, (long) chance.below(entries + 1));
    }
    long currentTerm = term + (chance.below(4) == 0 ? 1 : 0);
    return new RandomLog(terms, match, voters, currentTerm, chance.below(1 + entries / 3));
  }

  /// The term of an entry; entry 0 is before the log and has none.
  long termOf(long entry) {
    return entry >= 1 && entry <= terms.size() ? terms.get((int) entry - 1) : 0;
  }

  /// The last entry that may be called committed: tries each, from the last one down.
  long committed() {
    for (long entry = terms.size(); entry > oldCommit; entry--) {
      long tried = entry;
      long votes = voters.stream().filter(voter -> match.getOrDefault(voter, 0L) >= tried).count();
      if (2 * votes > voters.size() && termOf(entry) == currentTerm) return entry;
    }
    return oldCommit;
  }

  @Override
  public String toString() {
    return "The entries are of the terms " + terms + ", you lead in term " + currentTerm
        + ", committed is " + oldCommit + ", the voters are " + voters + ", and match is " + match;
  }
}
