package grader.trace;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Kind;
import kube.foundation.api.Status;

/// The place between a controller and its API where writes go wrong.
///
/// A world passes every write through it. Faults wait here until a write comes; a partition and a
/// death last until they end.
public final class Seam {

  private static final int NEVER = Integer.MAX_VALUE;
  private static final Status NO_ANSWER = new Status(504, "Timeout", "Timeout: request did not"
      + " complete within the allotted timeout", "", "", "", List.of());

  private final Set<Fault> waiting = EnumSet.noneOf(Fault.class);
  private int writesUntilDeath = NEVER;
  private int writes;
  private boolean isDead;
  private boolean isCut;

  /// The next write meets this fault; a partition meets all until [#mend].
  public void await(Fault fault) {
    if (!fault.isOfWrites()) throw new IllegalArgumentException(fault + " strikes no write");
    switch (fault) {
      case PARTITION -> isCut = true;
      case RESTART -> dieAfterWrites(1);
      default -> waiting.add(fault);
    }
  }

  /// The process dies right after so many more writes: nothing that it asks for later arrives.
  public void dieAfterWrites(int count) {
    writesUntilDeath = count;
    isDead = count == 0;
  }

  /// Whether the process has died at a write.
  public boolean isDead() {
    return isDead;
  }

  /// Whether nothing passes.
  public boolean isCut() {
    return isCut;
  }

  /// Whether the next write will be refused before it does anything.
  public boolean refusesNext() {
    return isDead || isCut || waiting.contains(Fault.CONFLICT)
        || waiting.contains(Fault.SERVER_ERROR);
  }

  /// Nothing is wrong any more.
  public void mend() {
    waiting.clear();
    isCut = false;
    isDead = false;
    writesUntilDeath = NEVER;
  }

  /// How many writes arrived so far.
  public int writes() {
    return writes;
  }

  /// Lets one write pass, or go wrong.
  ///
  /// @param work does the write
  public <T> ApiResult<T> write(Kind<?> kind, String name, Supplier<ApiResult<T>> work) {
    if (isDead) return refused(Status.unavailable("the process has died"));
    if (isCut)
      return refused(Status.unavailable("the server is currently unable to handle the"
          + " request"));
    if (waiting.remove(Fault.CONFLICT)) return refused(Status.modified(kind, name));
    if (waiting.remove(Fault.SERVER_ERROR)) {
      return refused(Status.internalError("etcdserver: leader changed"));
    }
    ApiResult<T> result = work.get();
    writes++;
    if (--writesUntilDeath == 0) isDead = true;
    return result.isOk() && waiting.remove(Fault.TIMEOUT_THAT_WORKED)
        ? refused(NO_ANSWER)
        : result;
  }

  private static <T> ApiResult<T> refused(Status why) {
    return new ApiResult.Refused<>(why);
  }
}
