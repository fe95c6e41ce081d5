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
import java.util.Optional;
import java.util.function.Supplier;
import kube.foundation.machine.PartFailure;
import org.jspecify.annotations.Nullable;

/// A learner's part in a worker that is kept, with a deadline for every call.
final class SandboxedPart<S> implements LearnerPart<S> {
  private static final Duration CALL_LIMIT = Duration.ofSeconds(2);
  private static final String OVER = "Your part is no longer running.";

  private final Class<S> slot;
  private final Supplier<S> instances;
  private final ConfinedProcess worker;
  private final WorkerPool pool;
  private final Watchdog watchdog;
  private boolean isOver;

  /// @param instances makes one more instance in the worker
  SandboxedPart(Class<S> slot, Supplier<S> instances, ConfinedProcess worker, WorkerPool pool,
      Watchdog watchdog) {
    this.slot = slot;
    this.instances = instances;
    this.worker = worker;
    this.pool = pool;
    this.watchdog = watchdog;
  }

  @Override
  public S part() {
    S stub = made();
    return slot.cast(Proxy.newProxyInstance(slot.getClassLoader(), new Class<?>[]{slot},
        (_, method, arguments) -> call(stub, method, arguments)));
  }

  private S made() {
    if (isOver) throw new PartFailure(OVER);
    try (Watchdog.Watch watch = watchdog.watch(worker, CALL_LIMIT)) {
      try {
        return instances.get();
      } catch (PeerGone | ProtocolBroken | BadAnswer | LearnerThrew problem) {
        throw end(reason(problem, watch).orElseThrow());
      }
    }
  }

  @Override
  public boolean isAlive() {
    return !isOver && worker.isAlive();
  }

  private @Nullable Object call(S stub, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) return method.invoke(stub, arguments);
    if (isOver) throw new PartFailure(OVER);
    try (Watchdog.Watch watch = watchdog.watch(worker, CALL_LIMIT)) {
      return answer(stub, method, arguments, watch);
    }
  }

  private @Nullable Object answer(S stub, Method method, Object @Nullable [] arguments,
      Watchdog.Watch watch)
      throws Throwable {
    try {
      return method.invoke(stub, arguments);
    } catch (InvocationTargetException wrapped) {
      Throwable cause = wrapped.getCause() == null ? wrapped : wrapped.getCause();
      Optional<String> reason = reason(cause, watch);
      if (reason.isPresent()) throw end(reason.get());
      throw cause;
    }
  }

  /// Why the part is over; empty when it only refused, as its interface allows.
  private Optional<String> reason(Throwable cause, Watchdog.Watch watch) {
    return switch (cause) {
      case PeerGone _ -> Optional.of(WorkerEnd.reason(worker, watch.hasBitten(), CALL_LIMIT));
      case ProtocolBroken _ ->
        Optional.of("Your part sent what does not belong to the conversation.");
      case BadAnswer bad -> Optional.of(String.valueOf(bad.getMessage()));
      case LearnerThrew threw -> Optional.of("Your part threw " + threw.getMessage()
          + (threw.places().isEmpty() ? "." : " at " + threw.places().getFirst() + "."));
      default -> Optional.empty();
    };
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
