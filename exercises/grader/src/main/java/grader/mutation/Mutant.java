package grader.mutation;

import grader.exercise.KnownMutant;
import java.util.Arrays;

/// A solution with one small mistake in it.
///
/// @param className the class that was changed
/// @param file where that class is written
/// @param line of the change, from 1
/// @param source that line, as it was written
/// @param change what is otherwise now ("changed conditional boundary")
/// @param bytes the changed class
@SuppressWarnings("ArrayRecordComponent") // Only ever handed to a class loader.
public record Mutant(String className, String file, int line, String source, String change,
    byte[] bytes) {

  /// Where and what, as a person reads it.
  public String sentence() {
    return file + ":" + line + "  " + source + "\n      " + change;
  }

  /// Two mutants are the same when the same thing was done at the same line of text, wherever that
  /// line stands now.
  public boolean isLike(KnownMutant known) {
    return source.equals(known.source()) && change.equals(known.change());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mutant mutant && mutant.className.equals(className)
        && Arrays.equals(mutant.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return sentence();
  }
}
