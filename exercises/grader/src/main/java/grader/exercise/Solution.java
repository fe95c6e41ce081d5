package grader.exercise;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A correct answer: `solution` is the reference, written to be read; others show another way.
public record Solution(String name, SortedMap<String, String> files) {
  public Solution { files = Collections.unmodifiableSortedMap(new TreeMap<>(files)); }
}
