package kube.foundation.api;

/// How many letters to insert, drop or change to turn one name into another: for whoever mistyped a
/// kind, a verb or an exercise.
public final class EditDistance {
  private EditDistance() {}

  public static int between(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++)
      row[column] = column;
    for (int line = 1; line <= left.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= right.length(); column++) {
        int change = diagonal + (left.charAt(line - 1) == right.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(change, 1 + Math.min(row[column], row[column - 1]));
      }
    }
    return row[right.length()];
  }
}
