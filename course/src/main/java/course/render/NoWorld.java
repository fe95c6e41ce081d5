package course.render;

/// Understands nothing: stands in until the whole cluster has landed.
record NoWorld(long seed, int nodes) implements TranscriptWorld {
  @Override
  public Reply tell(String command) {
    return new NotUnderstood("There is no cluster yet.");
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
