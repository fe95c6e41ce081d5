package site.page;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Finds what somebody probably meant: names by how few letters differ.
public final class Nearest {
  private static final int MOST = 3;

  private Nearest() {}

  /// The few names nearest to what was asked for, the nearest first.
  public static List<String> to(String asked, List<String> names) {
    String wanted = asked.toLowerCase(Locale.ROOT);
    return names.stream()
        .sorted(
            Comparator.comparingInt((String name) -> distance(wanted, name)).thenComparing(n -> n))
        .limit(MOST)
        .toList();
  }

  /// How many letters must be added, dropped or changed; a name that contains the other is near.
  static int distance(String wanted, String name) {
    String other = name.toLowerCase(Locale.ROOT);
    if (!wanted.isEmpty() && other.contains(wanted)) {
      return 1;
    }
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= wanted.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (wanted.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
