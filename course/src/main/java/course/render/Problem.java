package course.render;

/// What stops the build, or (a warning) what the author should look at.
///
/// @param line counted from 1; 0 when the trouble has no line
record Problem(boolean fatal, String file, int line, String what, String remedy) {
  @Override
  public String toString() {
    String place = line > 0 ? file + ":" + line : file;
    return (fatal ? "" : "warning: ") + place + ": " + what + " " + remedy;
  }
}
