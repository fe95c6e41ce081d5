package grader.exercise;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A mistake with a name: code that shows it, and what the grader must say to it, byte for byte.
///
/// @param misconception the name of its folder
/// @param task the task it must fail first
/// @param check the check that must catch it
/// @param message the feedback's message
public record WrongSolution(String misconception, SortedMap<String, String> files, int task,
    String check, String message) {
  public WrongSolution { files = Collections.unmodifiableSortedMap(new TreeMap<>(files)); }
}
