package course;

/// One thing wrong with the rendered course, with its remedy.
///
/// @param source the file to correct, under `course/src/main` or the catalog
/// @param quote words that stand in that file where the trouble is; may be empty
public record Finding(String source, String quote, String what, String remedy) {
  @Override
  public String toString() {
    String where = quote.isEmpty() ? source : source + " (near \"" + quote + "\")";
    return where + ": " + what + " " + remedy;
  }
}
