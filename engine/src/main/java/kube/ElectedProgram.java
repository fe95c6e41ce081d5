package kube;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import kube.foundation.api.Key;
import kube.foundation.client.ApiClient;
import kube.foundation.client.LeaderElector;
import kube.foundation.machine.Actor;
import kube.foundation.machine.EventLoop;
import org.jspecify.annotations.Nullable;

/// A process of the control plane that acts only while it holds its Lease: the controller manager
/// with all its controllers, or the scheduler.
///
/// **Models** what the real ones do. The process renews its Lease every two seconds. When it could not
/// for ten, it exits, for another may lead by now: its programs lose their queues and their back-offs,
/// and the kubelet starts a fresh process under a fresh identity, which must see the old Lease
/// unchanged for fifteen seconds before it takes it. A scheduler that is told to end gives its Lease
/// back; a controller manager does not, as long as `ControllerManagerReleaseLeaderElectionLockOnExit`
/// is off.
///
/// **Leaves out** the growing pause of the kubelet between restarts; and that one controller which
/// dies takes the others along. A cluster brought back from its disk, or forked, goes on under the
/// identity that its Lease names, as if the process had never ended.
///
/// Owned by the loop.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/leases/#leader-election
final class ElectedProgram implements LeaderElector.Listener {

  private static final String NAMESPACE = "kube-system";
  private static final Duration RESTART = Duration.ofSeconds(1);

  /// What is elected: the name of the Lease and of the process, and how it ends.
  enum Office {
    CONTROLLER_MANAGER("kube-controller-manager", "kube-controller-manager", false) {
      @Override
      boolean holds(String component) {
        return component.startsWith("kcm.");
      }
    },
    SCHEDULER("kube-scheduler", "default-scheduler", true) {
      @Override
      boolean holds(String component) {
        return component.equals("scheduler");
      }
    };

    private final String id;
    private final String eventSource;
    private final boolean releasesAtItsEnd;

    Office(String id, String eventSource, boolean releasesAtItsEnd) {
      this.id = id;
      this.eventSource = eventSource;
      this.releasesAtItsEnd = releasesAtItsEnd;
    }

    String id() {
      return id;
    }

    Key lease() {
      return new Key(NAMESPACE, id);
    }

    /// Whether the component lives in this process.
    abstract boolean holds(String component);
  }

  private final EventLoop loop;
  private final Function<Actor, ApiClient> clients;
  private final Office office;
  private final List<Component> members = new ArrayList<>();
  private @Nullable Actor process;
  private @Nullable LeaderElector elector;
  private boolean leads;
  private boolean isRetired;

  ElectedProgram(EventLoop loop, Function<Actor, ApiClient> clients, Office office) {
    this.loop = loop;
    this.clients = clients;
    this.office = office;
  }

  /// The component lives in this process from now on.
  void add(Component member) {
    members.add(member);
  }

  /// Whether the members may run.
  boolean leads() {
    return leads || isRetired;
  }

  /// The process starts with the cluster: the only one of its kind, it leads at once.
  void boot() {
    candidate().resumeAtOnce();
  }

  /// Somebody pulled or put the plug of a member. Without any the process ends, in good order.
  void plugsChanged() {
    if (isRetired) return;
    boolean isWanted = members.stream().anyMatch(Component::isPluggedIn);
    if (isWanted && process == null) candidate().startAtOnce();
    if (!isWanted && process != null) end(office.releasesAtItsEnd);
  }

  /// Others elect who leads from now on: the process ends and gives its Lease back.
  void retire() {
    isRetired = true;
    end(true);
  }

  private LeaderElector candidate() {
    Actor fresh = loop.actor(office.id);
    process = fresh;
    elector = new LeaderElector(fresh, clients.apply(fresh), office.lease(),
        ControlPlaneMachine.NAME + "_" + fresh.randomness().uid(), office.eventSource, this);
    return elector;
  }

  private void end(boolean releases) {
    Actor ending = process;
    LeaderElector candidate = elector;
    process = null;
    elector = null;
    leads = false;
    if (releases && candidate != null) candidate.release();
    if (ending != null) ending.stop();
  }

  @Override
  public void startedLeading() {
    leads = true;
    members.forEach(Component::proceed);
  }

  /// Only who was in time to renew may act: the process exits, and a fresh one becomes a candidate.
  @Override
  public void stoppedLeading() {
    Actor exited = process;
    if (exited == null) return;
    exited.record("exit", office.id, "leaderelection lost");
    members.forEach(Component::hold);
    end(false);
    loop.actor("machine").after(RESTART, this::plugsChanged);
  }
}
