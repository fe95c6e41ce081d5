package kube.node.kubelet.probe;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import kube.foundation.machine.Actor;
import kube.foundation.machine.Timer;
import kube.foundation.stream.ByteSink;
import kube.node.containerruntime.ContainerRuntime;
import kube.node.kubelet.wish.ContainerWish;
import kube.node.kubelet.wish.Handler;

/// Reaches into a container once: for a probe, or for a hook.
///
/// Owned by the loop.
///
/// **Models** programs, pages, connections and the health service of gRPC, with the messages of the
/// real probes. **Leaves out** TLS and hosts other than the Pod: those are asked at the Pod as well.
public final class Asker {

  /// One container that can be asked.
  public record Target(String sandboxId, String address, String containerId,
      ContainerWish container) {}

  private final Actor actor;
  private final ContainerRuntime runtime;

  public Asker(Actor actor, ContainerRuntime runtime) {
    this.actor = actor;
    this.runtime = runtime;
  }

  /// Asks, and tells the answer once: it is bad when none has come in time. The answer comes as an
  /// event of the kubelet's own, never in the middle of what the runtime does.
  public void ask(Handler handler, Target target, Duration timeout, Consumer<Answer> told) {
    Once once = new Once(answer -> actor.post(() -> told.accept(answer)));
    switch (handler) {
      case Handler.Exec exec -> program(exec, target, timeout, once);
      case Handler.Http http -> page(http, target, timeout, once);
      case Handler.Tcp tcp -> connection(tcp.port(), target, once);
      case Handler.Grpc grpc -> health(grpc, target, timeout, once);
      case Handler.Sleep sleep -> actor.after(sleep.time(), () -> once.accept(Answer.GOOD));
    }
  }

  private void program(Handler.Exec exec, Target target, Duration timeout, Once once) {
    ExecAnswer answer = new ExecAnswer(once);
    once.orElse(actor.after(timeout, () -> {
      answer.giveUp();
      once.accept(Answer.bad("command timed out: \"" + String.join(" ", exec.command())
          + "\" timed out after " + timeout.toSeconds() + "s"));
    }));
    answer.callIs(runtime.exec(target.containerId(), exec.command(), false, false, answer));
  }

  private void page(Handler.Http http, Target target, Duration timeout, Once once) {
    int port = target.container().portNumber(http.port()).orElse(-1);
    if (port < 0) {
      once.accept(Answer.bad("couldn't find port: \"" + http.port() + "\" in container \""
          + target.container().name() + "\""));
      return;
    }
    String place = (http.host().isEmpty() ? target.address() : http.host()) + ":" + port;
    String url = http.scheme().toLowerCase(Locale.ROOT) + "://" + place + http.path();
    HttpProbe answer = new HttpProbe(once, url);
    Optional<ByteSink> wire = runtime.portForward(target.sandboxId(), port, answer);
    if (wire.isEmpty()) {
      once.accept(Answer.bad("Get \"" + url + "\": dial tcp " + place
          + ": connect: connection refused"));
      return;
    }
    once.orElse(actor.after(timeout, () -> once.accept(Answer.bad("Get \"" + url
        + "\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)"))));
    answer.ask(http, place, wire.get());
  }

  private void connection(String wanted, Target target, Once once) {
    int port = target.container().portNumber(wanted).orElse(-1);
    Optional<ByteSink> wire = runtime.portForward(target.sandboxId(), port, new NoEars());
    wire.ifPresent(ByteSink::end);
    once.accept(wire.isPresent()
        ? Answer.GOOD
        : Answer.bad("dial tcp " + target.address() + ":" + port
            + ": connect: connection refused"));
  }

  private void health(Handler.Grpc grpc, Target target, Duration timeout, Once once) {
    String place = target.address() + ":" + grpc.port();
    GrpcProbe answer = new GrpcProbe(once);
    Optional<ByteSink> wire = runtime.portForward(target.sandboxId(), grpc.port(), answer);
    if (wire.isEmpty()) {
      once.accept(Answer.bad("timeout: failed to connect service \"" + place + "\" within "
          + timeout.toSeconds() + "s: context deadline exceeded"));
      return;
    }
    once.orElse(actor.after(timeout, () -> once.accept(Answer.bad("timeout: health rpc did not "
        + "complete within " + timeout.toSeconds() + "s"))));
    answer.ask(grpc, place, wire.get());
  }

  /// Hears one answer only, and forgets the alarm then.
  private static final class Once implements Consumer<Answer> {
    private final Consumer<Answer> told;
    private Timer alarm = () -> {};
    private boolean isOver;

    private Once(Consumer<Answer> told) {
      this.told = told;
    }

    private void orElse(Timer newAlarm) {
      alarm = newAlarm;
      if (isOver) newAlarm.cancel();
    }

    @Override
    public void accept(Answer answer) {
      if (isOver) return;
      isOver = true;
      alarm.cancel();
      told.accept(answer);
    }
  }

  /// A connection that is only opened to see whether it can be.
  private static final class NoEars implements ByteSink {
    @Override
    public void bytes(byte[] bytes) {
      // Nobody asked for anything.
    }

    @Override
    public void end() {
      // It was to be closed anyway.
    }
  }
}
