package kube.controlplane.apiserver.http.flow;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;

import kube.foundation.api.Caller;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;

/// Lets requests go on to the loop in a fair order, a few at a time.
///
/// A request is not taken to the loop by the thread that has read it: it waits in a queue, and each
/// request read makes one thread take one request out, whosever it is. So a client with five hundred
/// connections gets no more turns than one with one. A flow of which too many wait is refused with
/// 429 and asked to come back.
///
/// **Models** priority levels, flows, fair queues, exemption of what lasts long, `429` with
/// `Retry-After`.
///
/// **Leaves out** the width of a request (a list of ten thousand counts as one), shuffle sharding
/// (every flow has a queue of its own), and the in-process components, which do not come through
/// this door.
///
/// Owned by no thread: every method takes the lock.
///
/// **In Kubernetes:**
/// [apf_filter.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/server/filters/priority-and-fairness.go)
public final class FlowControl {

  /// Few, so that the queues decide and not the loop's inbox; enough to keep the loop busy.
  private static final int AT_ONCE = 16;
  private static final int WAITING_PER_FLOW = 256;

  private final FairQueues<Runnable> waiting;
  private final int atOnce;
  private int underWay;

  public FlowControl() {
    this(AT_ONCE, WAITING_PER_FLOW);
  }

  FlowControl(int atOnce, int waitingPerFlow) {
    this.atOnce = atOnce;
    this.waiting = new FairQueues<>(waitingPerFlow);
  }

  /// Runs `start` when its turn comes, maybe on another of the transport's threads.
  ///
  /// @param thread takes one of those that wait to the loop, soon
  /// @param start must see to it that [#leave] is called when the request is answered
  /// @return false when too many requests of the same flow wait
  public boolean enter(Request request, Executor thread, Runnable start) {
    synchronized (this) {
      if (!waiting.add(PriorityLevel.of(request), flow(request), start)) return false;
    }
    thread.execute(this::serveOne);
    return true;
  }

  /// A request that was under way has been answered.
  public void leave(Executor thread) {
    boolean othersWait;
    synchronized (this) {
      underWay--;
      othersWait = !waiting.isEmpty();
    }
    if (othersWait) thread.execute(this::serveOne);
  }

  private void serveOne() {
    Runnable next;
    synchronized (this) {
      if (underWay >= atOnce) return;
      next = waiting.poll().orElse(null);
      if (next == null) return;
      underWay++;
    }
    next.run();
  }

  /// What one client is: a certificate, a token, or else a program.
  private static String flow(Request request) {
    if (request.caller() instanceof Caller.Certified(var name, var _, var _)) return name;
    String token = request.header("authorization");
    return token.isEmpty() ? request.header("user-agent") : token;
  }

  /// Word for word what the real server answers; it is no Status.
  public static Answer tooManyRequests() {
    byte[] text = "Too many requests, please try again later.\n"
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new Answer(429, "text/plain; charset=utf-8", text,
        new TreeMap<>(Map.of("Retry-After", "1")));
  }
}
