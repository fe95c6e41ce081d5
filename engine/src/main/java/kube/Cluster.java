package kube;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import kube.controlplane.apiserver.ApiServer;
import kube.controlplane.apiserver.access.AccessSettings;
import kube.controlplane.apiserver.access.audit.AuditLog;
import kube.controlplane.apiserver.admission.webhook.Switchboard;
import kube.controlplane.apiserver.streams.Backends;
import kube.controlplane.etcd.Etcd;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Transport;
import kube.foundation.machine.Actor;
import kube.foundation.machine.EventLog;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.Faults;
import kube.network.PodNetwork;
import kube.network.edge.Doors;
import kube.node.containerruntime.Words;
import kube.simulation.Deed;
import kube.simulation.Recorder;
import tools.jackson.databind.JsonNode;

/// A whole Kubernetes cluster on one event loop. Reading [#start] and the
/// ControlPlane is reading what a cluster is.
///
/// The same cluster runs simulated (somebody calls [#advance]) or live (a
/// [kube.foundation.machine.LiveLoop] drives its loop from the wall clock). A simulated run is a pure
/// function of program and seed.
///
/// Owned by the loop: from outside, go through a LiveLoop.
public final class Cluster {

  /// What a cluster is made of.
  ///
  /// @param seed decides every draw of the run
  /// @param nodes how many machines, from 1 to 26
  /// @param access how strict the API server's door is
  /// @param roster which components run
  public record Plan(long seed, int nodes, Instant startsAt, Faults.Plan faults, Parts parts,
      AccessSettings access, Roster roster) {

    /// Three calm nodes and our own parts.
    public static Plan standard(long seed) {
      return new Plan(seed, 3, Instant.parse("2026-01-01T00:00:00Z"), Faults.Plan.calm(),
          Parts.ours(), AccessSettings.open(seed), Roster.whole());
    }

    public Plan withNodes(int count) {
      return new Plan(seed, count, startsAt, faults, parts, access, roster);
    }

    public Plan startingAt(Instant moment) {
      return new Plan(seed, nodes, moment, faults, parts, access, roster);
    }

    public Plan withFaults(Faults.Plan newFaults) {
      return new Plan(seed, nodes, startsAt, newFaults, parts, access, roster);
    }

    public Plan withParts(Parts newParts) {
      return new Plan(seed, nodes, startsAt, faults, newParts, access, roster);
    }

    public Plan withAccess(AccessSettings newAccess) {
      return new Plan(seed, nodes, startsAt, faults, parts, newAccess, roster);
    }

    /// The same cluster with these components and no others.
    public Plan running(Roster newRoster) {
      return new Plan(seed, nodes, startsAt, faults, parts, access, newRoster);
    }

    /// The same cluster with roles and bindings in force, for components as for everybody.
    public Plan guarded() {
      return withAccess(AccessSettings.guarded(seed));
    }
  }

  private final EventLoop loop;
  private final Faults faults;
  private final Recorder recorder;
  private final Traps traps = new Traps();
  private final Simulation simulation;
  private final Memory memory;
  private final PodNetwork network;
  private final NetworkPrograms networkPrograms;
  private final Door door = new Door();
  private final FloodGate floods = new FloodGate();
  private final Accidents accidents;
  private final Switchboard webhooks = new Switchboard();
  private final Backends backends = new Backends();
  private final AccessSettings access;
  private final Roster roster;
  private final ControlPrograms programs;
  private final Machines machines;
  private final Slots slots;
  private Consumer<Duration> time;

  /// A cluster that is not yet switched on.
  public Cluster(Plan plan) {
    this.loop = new EventLoop(plan.startsAt(), plan.seed());
    this.faults = new Faults(loop.randomness("faults"), plan.faults());
    this.recorder = new Recorder(loop);
    this.simulation = new Simulation(this, plan, recorder, traps);
    this.networkPrograms = new NetworkPrograms(loop, faults, this::client);
    this.network = networkPrograms.network();
    recorder.listen(faults, network.links());
    this.slots = new Slots(this, plan.parts());
    loop.onPartFailure(slots::failed);
    this.time = loop::advance;
    this.access = plan.access();
    this.memory = Memory.of(loop, parts(), plan.roster().etcdMembers());
    this.roster = plan.roster();
    this.programs = new ControlPrograms(loop, this::client, roster);
    slots.fill(memory);
    this.accidents = new Accidents(this, memory.switched(), recorder);
    this.machines = new Machines(loop, faults, network, this::client, slots, plan);
  }

  /// Three nodes in virtual time, switched on. Call [#settle] to let them come up.
  public static Cluster simulated(long seed) {
    return new Cluster(Plan.standard(seed)).start();
  }

  /// Switches everything on, in the order in which a cluster comes to life.
  public Cluster start() {
    boot().forEach(Runnable::run);
    return this;
  }

  /// The steps of [#start], for those who drive the loop and have clients to answer in between.
  public List<Runnable> boot() {
    List<Runnable> steps = new ArrayList<>();
    steps.add(() -> {
      programs.run("apiserver", this::openTheDoor); // in front of etcd, which is only memory
      new FirstObjects(new ApiClient(door, "apiserver")).create(access.checksRoles());
    });
    new ControlPlane(loop, faults, this::client, slots, networkPrograms).programs(roster)
        .forEach((id, program) -> steps.add(() -> programs.run(id, program)));
    steps.addAll(machines.powerOn());
    return steps;
  }

  private void openTheDoor(Actor actor) {
    ApiServer server = new ApiServer(actor, etcd(), faults, access,
        new Wires(loop, faults, machines.byName(), network, slots, backends),
        slots.aroundTheDoor(actor, webhooks, roster.apis()));
    server.keepHouse();
    server.bringFirstObjects();
    door.open(server);
  }

  /// Lets the real network of this computer in, by these doors. For a live cluster, on its loop.
  public void openEdge(Doors doors) {
    programs.run("edge", actor -> networkPrograms.startEdge(actor, doors));
  }

  /// Lets several control-plane machines elect which one runs the controllers and the scheduler.
  public ControlPlanes replicate(int replicas) {
    programs.retireElections();
    return new ControlPlanes(this, replicas);
  }

  ApiClient client(Actor actor) {
    Transport way = accidents.around(door, actor);
    if (slots.isForeign(actor.name())) {
      actor.hostForeignPart();
      way = floods.around(way, actor);
    }
    return new ApiClient(traps.around(way, actor.name()), actor.name());
  }

  /// A client for somebody outside, such as `user`.
  public ApiClient client(String user) {
    return new ApiClient(transport(), user);
  }

  /// The way to the API server for raw requests: what an HTTP front end hands on.
  public Transport transport() {
    return recorder.listening(door);
  }

  /// Recording, replay, forks and crash points of this cluster.
  public Simulation simulation() {
    return simulation;
  }

  public EventLoop loop() {
    return loop;
  }

  public EventLog log() {
    return loop.log();
  }

  public Instant now() {
    return loop.now();
  }

  /// The wires of the cluster, their faults, and the way of every packet.
  public PodNetwork network() {
    return network;
  }

  /// Where the webhooks of this cluster are found; touched on the loop only.
  public Switchboard webhooks() {
    return webhooks;
  }

  /// Serves a webhook at a host and port, such as `checker.example.com:443`: it takes an
  /// `AdmissionReview` with a request and returns one with a response.
  public void serveWebhook(String authority, UnaryOperator<JsonNode> webhook) {
    webhooks.serve(authority, webhook);
  }

  /// Where the API servers behind this cluster's own are found; touched on the loop only.
  public Backends backends() {
    return backends;
  }

  /// Faults that begin and end by name.
  public Accidents accidents() {
    return accidents;
  }

  /// What goes wrong on the wires; may be changed while the cluster runs.
  public Faults faults() {
    return faults;
  }

  /// The memory of the cluster, for those who may look behind the API: the board and the tests.
  public Etcd etcd() {
    return memory.etcd();
  }

  /// The newest revision of the cluster's memory.
  public long revision() {
    return etcd().revision();
  }

  /// Who asked for what, as far as the plan's audit policy wants it noted.
  public AuditLog audit() {
    return access.audit();
  }

  /// Lets time pass: virtual time, unless somebody drives this cluster from another clock.
  public void advance(Duration duration) {
    time.accept(duration);
  }

  /// Says how time passes when the cluster is told to [#advance]: a driver from the wall clock, for
  /// instance, lets its loop run and returns when it is done.
  public void letTimePassBy(Consumer<Duration> driver) {
    time = driver;
  }

  /// Lets virtual time pass until nothing has been written for ten seconds but heartbeats, and at
  /// most ten minutes.
  ///
  /// Returns false when the cluster was still busy then.
  public boolean settle() {
    return new Settling(this).await();
  }

  /// The components that can be unplugged, by the names that the log gives them.
  public List<String> components() {
    List<String> names = new ArrayList<>(programs.names());
    names.add("etcd");
    names.addAll(machines.programs());
    return List.copyOf(names);
  }

  /// Whether the component runs.
  public boolean isPluggedIn(String component) {
    if (component.equals("etcd")) return memory.switched().isOn();
    return find(component).isPluggedIn();
  }

  /// Pulls the plug: the component stops where it is and forgets everything.
  public void unplug(String component) {
    recorder.note(new Deed.Unplugged(component));
    log().append("machine", "unplug", component, 0, "");
    if (component.equals("etcd")) memory.switched().turn(false);
    else
      find(component).unplug();
    programs.plugChanged(component);
    if (component.equals("apiserver")) door.close();
  }

  /// Puts the plug back: the component starts anew with an empty memory.
  public void plugIn(String component) {
    recorder.note(new Deed.PluggedIn(component));
    log().append("machine", "plug-in", component, 0, "");
    if (component.equals("etcd")) memory.switched().turn(true);
    else
      loop.start(() -> find(component).plugIn());
    programs.plugChanged(component);
  }

  /// Lets Pods whose RuntimeClass has the handler `process` run as real processes. For a live cluster,
  /// before its start.
  ///
  /// @param loop runs what it is given on this cluster's loop, as `LiveLoop.submit` does
  public Cluster useRealProcesses(Consumer<Runnable> loop) {
    machines.useRealProcesses(loop);
    return this;
  }

  /// The disks of the machines, as somebody with a key to them sees them.
  public MachineDisks disks() {
    return new MachineDisks(machines.byName(), recorder, loop);
  }

  /// What the containers of the Pod with this UID have written, also those that have gone since.
  public List<Words> wordsOf(String podUid) {
    return machines.wordsOf(podUid);
  }

  /// The names of all machines.
  public List<String> nodes() {
    return machines.names();
  }

  /// The power of a machine fails: kubelet, runtime and containers are gone at once.
  public void fail(String node) {
    power().fail(node);
  }

  /// The machine is switched off in good order: its kubelet may first end the Pods, if it is set to.
  public void shutDown(String node) {
    power().shutDown(node);
  }

  private MachinePower power() {
    return new MachinePower(log(), recorder, machines::named);
  }

  /// The machine boots again, with nothing running on it.
  public void recover(String node) {
    power().comeBack(node);
  }

  public boolean isPoweredOn(String node) {
    return machines.named(node).isOn();
  }

  /// Puts other parts in the slots and restarts the components concerned.
  ///
  /// A store or a hub takes over what ours knows, and ours goes on behind it.
  public void use(Parts newParts) {
    recorder.note(new Deed.PartsReplaced(newParts));
    slots.use(newParts);
  }

  /// Why parts failed that ours had to stand in for, by the name of their slot.
  public SortedMap<String, String> culprits() {
    return slots.culprits();
  }

  /// Calls `listener` with the slot and the reason whenever somebody else's part fails.
  public void onFallBack(BiConsumer<Slot<?>, String> listener) {
    slots.onFallBack(listener);
  }

  /// Who explains what has become of a Pod.
  public Explanations explanations() {
    return new Explanations(this, slots);
  }

  Parts parts() {
    return slots.parts();
  }

  Component find(String component) {
    return programs.find(component)
        .or(() -> machines.program(component))
        .orElseThrow(() -> new IllegalArgumentException(
            "no component \"" + component + "\"; there are " + String.join(", ", components())));
  }

  Memory memory() {
    return memory;
  }

  Machines machines() {
    return machines;
  }
}
