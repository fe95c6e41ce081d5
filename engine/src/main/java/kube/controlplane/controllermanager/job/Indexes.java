package kube.controlplane.controllermanager.job;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// A set of indexes and its short form, in which neighbours are drawn together: `0,2-4`.
final class Indexes {

  private Indexes() {}

  static NavigableSet<Integer> parse(String text) {
    NavigableSet<Integer> indexes = new TreeSet<>();
    for (String part : text.split(",")) {
      if (part.isEmpty()) continue;
      String[] ends = part.split("-");
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int index = Integer.parseInt(ends[0]); index <= last; index++) indexes.add(index);
    }
    return indexes;
  }

  static String format(NavigableSet<Integer> indexes) {
    List<String> parts = new ArrayList<>();
    int first = -1;
    int last = -1;
    for (int index : indexes) {
      if (first >= 0 && index == last + 1) {
        last = index;
        continue;
      }
      if (first >= 0) parts.add(interval(first, last));
      first = index;
      last = index;
    }
    if (first >= 0) parts.add(interval(first, last));
    return String.join(",", parts);
  }

  private static String interval(int first, int last) {
    if (first == last) return Integer.toString(first);
    return first + (last == first + 1 ? "," : "-") + last;
  }
}
