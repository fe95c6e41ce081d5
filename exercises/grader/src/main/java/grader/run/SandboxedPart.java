package grader.run;

import grader.sandbox.ConfinedProcess;
import grader.sandbox.WorkerPool;
import grader.worker.BadAnswer;
import grader.worker.LearnerThrew;
import grader.worker.PeerGone;
import grader.worker.ProtocolBroken;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import kube.foundation.machine.PartFailure;
import org.jspecify.annotations.Nullable;

/// A learner's part in a worker that is kept, with a deadline for every call.
final class SandboxedPart<S> implements LearnerPart<S> {
  private static final Duration CALL_LIMIT = Duration.ofSeconds(2);

  private final S stub;
  private final S part;
  private final ConfinedProcess worker;
  private final WorkerPool pool;
  private final Watchdog watchdog;
  private boolean isOver;

  SandboxedPart(Class<S> slot, S stub, ConfinedProcess worker, WorkerPool pool, Watchdog watchdog) {
    this.stub = stub;
    this.worker = worker;
    this.pool = pool;
    this.watchdog = watchdog;
    this.part = slot.cast(Proxy.newProxyInstance(slot.getClassLoader(), new Class<?>[]{slot},
        (proxy, method, arguments) -> call(method, arguments)));
  }

  @Override
  public S part() {
    return part;
  }

  @Override
  public boolean isAlive() {
    return !isOver && worker.isAlive();
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    if (method.getDeclaringClass() == Object.class) return method.invoke(stub, arguments);
    if (isOver) throw new PartFailure("Your part is no longer running.");
    try (Watchdog.Watch watch = watchdog.watch(worker, CALL_LIMIT)) {
      return answer(method, arguments, watch);
    }
  }

  private @Nullable Object answer(Method method, Object @Nullable [] arguments,
      Watchdog.Watch watch)
      throws Throwable {
    try {
      return method.invoke(stub, arguments);
    } catch (InvocationTargetException wrapped) {
      Throwable cause = wrapped.getCause() == null ? wrapped : wrapped.getCause();
      switch (cause) {
        case PeerGone gone -> {
          String reason = WorkerEnd.reason(worker, watch.hasBitten(), CALL_LIMIT);
          throw end(reason);
        }
        case ProtocolBroken broken ->
          throw end("Your part sent what does not belong to the conversation.");
        case BadAnswer bad -> throw end(String.valueOf(bad.getMessage()));
        case LearnerThrew threw -> throw end("Your part threw " + threw.getMessage()
            + (threw.places().isEmpty() ? "." : " at " + threw.places().getFirst() + "."));
        default -> throw cause;
      }
    }
  }

  private PartFailure end(String reason) {
    close();
    return new PartFailure(reason);
  }

  @Override
  public void close() {
    if (isOver) return;
    isOver = true;
    pool.finish(worker);
  }
}
