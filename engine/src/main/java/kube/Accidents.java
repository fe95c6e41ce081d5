package kube;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

import kube.controlplane.etcd.Members;
import kube.controlplane.etcd.quorum.Quorum;
import kube.foundation.api.Response;
import kube.foundation.api.Status;
import kube.foundation.client.Transport;
import kube.foundation.machine.Actor;
import kube.foundation.machine.ApiFailure;
import kube.foundation.machine.Fault;
import kube.foundation.machine.Faults.Line;
import kube.simulation.Deed;
import kube.simulation.Recorder;

/// The faults that last at this moment: each begins and ends by name, and the log says so.
///
/// **Models** what each fault does to machines, programs, cables and to etcd, whose members are
/// [kube.controlplane.etcd.Members].
///
/// Owned by the loop.
public final class Accidents {

  private static final String SERVER = "apiserver";
  private static final String ETCD = "etcd";
  private static final Duration SHORTEST_ELECTION = Duration.ofSeconds(1);
  private static final Duration LONGEST_ELECTION = Duration.ofSeconds(2);
  private static final Duration CATCHING_UP = Duration.ofMillis(100);

  private final Cluster cluster;
  private final SwitchedStore store;
  private final Recorder recorder;
  private final TreeMap<String, Fault> lasting = new TreeMap<>();
  private final Members members;

  Accidents(Cluster cluster, SwitchedStore store, Recorder recorder) {
    this.members = store.members();
    this.cluster = cluster;
    this.store = store;
    this.recorder = recorder;
  }

  /// Begins a fault, unless one of its name lasts already.
  public void begin(Fault fault) {
    if (lasting.putIfAbsent(fault.name(), fault) != null) return;
    recorder.doing(new Deed.FaultBegan(fault), () -> {
      cluster.log().beginFault(fault);
      turn(fault, true);
    });
  }

  /// Ends it, if it lasts.
  public void end(Fault fault) {
    Fault began = lasting.remove(fault.name());
    if (began == null) return;
    recorder.doing(new Deed.FaultEnded(fault), () -> {
      turn(began, false);
      cluster.log().endFault(began);
    });
  }

  /// Ends all that last.
  public void endAll() {
    List.copyOf(lasting.values()).forEach(this::end);
  }

  /// What lasts now, by name.
  public List<Fault> lasting() {
    return List.copyOf(lasting.values());
  }

  private void turn(Fault fault, boolean on) {
    switch (fault) {
      case Fault.NodeCrash(String node) -> {
        if (on) {
          cluster.fail(node);
        } else {
          cluster.recover(node);
        }
      }
      case Fault.Hang(String program) -> {
        if (on) {
          cluster.loop().trouble().hang(program);
        } else {
          cluster.loop().trouble().resume(program);
        }
      }
      case Fault.ClockSkew(String party, Duration ahead) ->
        cluster.loop().trouble().skew(party, on ? ahead : Duration.ZERO);
      case Fault.Partition(String one, String other) ->
        cable(one, other, on, () -> new Line(true, Duration.ZERO, 0));
      case Fault.SlowLink(String one, String other, Duration delay) ->
        cable(one, other, on, () -> new Line(false, delay, 0));
      case Fault.LossyLink(String one, String other, double share) ->
        cable(one, other, on, () -> new Line(false, Duration.ZERO, share));
      case Fault.DiskFull _ -> store.fill(on);
      case Fault.EtcdMemberLoss(int member) -> member(member, on);
      case Fault.ApiErrors(double share, ApiFailure failure) ->
        cluster.faults().failRequests(failure, on ? share : 0);
      case Fault.WebhookDown(String authority) -> {
        if (on) {
          cluster.webhooks().breakDown(authority);
        } else {
          cluster.webhooks().mend(authority);
        }
      }
    }
  }

  private void cable(String one, String other, boolean on, Supplier<Line> fault) {
    List<String> ends = new ArrayList<>(List.of(one, other));
    Line line = on ? fault.get() : Line.SOUND;
    if (ends.contains(ETCD)) {
      store.turn(!(on && line.isCut()));
    } else if (ends.remove(SERVER)) {
      cluster.faults().disturb(ends.getFirst(), line);
    } else {
      between(one, other, line);
    }
  }

  private void between(String one, String other, Line line) {
    var links = cluster.network().links();
    links.mend(one, other);
    if (line.isCut()) links.cut(one, other);
    if (line.delay().isPositive()) links.slow(one, other, line.delay());
    if (line.loss() > 0) links.lossy(one, other, line.loss());
  }

  /// Without a majority nobody gets an answer; without a leader nobody does until one is elected.
  private void member(int member, boolean lost) {
    if (lost) {
      members.lose(member);
      cluster.log().append(ETCD, "count", "members", 0, outlook());
    } else {
      members.comeBack(member);
      catchUp(member);
    }
    if (!members.canElect()) return;
    Actor electing = cluster.loop().actor(ETCD);
    electing.after(electing.randomness().between(SHORTEST_ELECTION, LONGEST_ELECTION),
        () -> members.elect().ifPresent(leader -> {
          electing.record("elect", "members/" + leader, "it leads from now on");
          members.list().forEach(other -> catchUp(other.number()));
        }));
  }

  /// What the loss means to somebody who thinks of adding a member now.
  private String outlook() {
    if (!members.hasMajority()) return "there is no majority";
    String spare = members.spare() + " more may be lost; ";
    return spare + switch (members.adviceOn(Quorum.Change.ADD_VOTER)) {
      case Quorum.Advice.Ok _ -> "a voter may be added";
      case Quorum.Advice.Risky(String reason) -> "to add a voter is risky: " + reason;
      case Quorum.Advice.Refuse(String reason) -> "no voter may be added: " + reason;
    };
  }

  /// The leader sends what the member has missed, if there is a leader and anything to send.
  private void catchUp(int member) {
    if (!members.isBehind(member)) return;
    Actor sending = cluster.loop().actor(ETCD);
    sending.after(CATCHING_UP, () -> {
      if (!members.isBehind(member) || members.leader().isEmpty()) return;
      long known = members.position(member);
      boolean isCompacted = known < cluster.etcd().compactionMark();
      sending.record("catch-up", "members/" + member, "from revision " + known
          + (isCompacted ? " by a snapshot" : " by the entries that it missed"));
      members.caughtUp(member);
    });
  }

  /// The members of etcd, and how far each one's memory goes.
  public Members etcdMembers() {
    return members;
  }

  /// A component's way to the API server, over a cable that may be cut.
  Transport around(Transport transport, Actor actor) {
    return request -> {
      if (!cluster.faults().losesRequest(actor.name())) return transport.send(request);
      cluster.log().append(actor.name(), "lose-request", request.path(), 0,
          request.method() + " got no answer");
      return Response.Answer.refusal(Status.unavailable("dial tcp: i/o timeout"));
    };
  }
}
