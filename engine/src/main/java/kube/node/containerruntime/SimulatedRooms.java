package kube.node.containerruntime;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import kube.foundation.machine.Clock;
import kube.network.Host;
import kube.network.PodAddresses;
import kube.network.PodNetwork;
import kube.node.containerruntime.ContainerRuntime.Room;
import kube.node.containerruntime.ContainerRuntime.Sandbox;

/// The rooms of the Pods on one simulated machine, and their places on the network.
///
/// Owned by the loop.
final class SimulatedRooms {

  private final Clock clock;
  private final PodAddresses addresses;
  private final PodNetwork network;
  private final String machine;
  private final String machineAddress;
  private final Function<SimulatedRoom, Stream<SimulatedContainer>> running;
  private final TreeMap<String, SimulatedRoom> rooms = new TreeMap<>();

  /// @param machineAddress what Pods with the machine's own network have
  /// @param running what runs in a room
  SimulatedRooms(Clock clock, PodAddresses addresses, PodNetwork network, String machine,
      String machineAddress, Function<SimulatedRoom, Stream<SimulatedContainer>> running) {
    this.clock = clock;
    this.addresses = addresses;
    this.network = network;
    this.machine = machine;
    this.machineAddress = machineAddress;
    this.running = running;
  }

  /// Makes a room, unless there is no address for it.
  Room make(SandboxConfig config, Supplier<String> id) {
    Optional<String> address = config.hostNetwork()
        ? Optional.of(machineAddress)
        : addresses.allocate(config.podUid());
    if (address.isEmpty()) {
      return new Room.Refused("rpc error: code = Unknown desc = failed to setup "
          + "network for sandbox: plugin type=\"host-local\" failed (add): failed to allocate for "
          + "range 0: no IP addresses available in range set");
    }
    SimulatedRoom room = new SimulatedRoom(id.get(), config, address.get(), clock.now(), running);
    enter(room);
    return new Room.Made(room.view());
  }

  /// There was such a room before.
  void make(RuntimeMemory.Room past) {
    SimulatedRoom room = new SimulatedRoom(past.id(), past.config(), past.address(),
        past.madeAt(), running);
    if (!past.isReady()) room.stop(clock.now());
    else if (!past.config().hostNetwork())
      addresses.inherit(past.config().podUid(), past.address());
    enter(room);
  }

  private void enter(SimulatedRoom room) {
    rooms.put(room.id(), room);
    if (room.isReady() && !room.config().hostNetwork()) {
      network.attach(room.address(), machine, room.programs());
    }
  }

  Optional<SimulatedRoom> find(String id) {
    return Optional.ofNullable(rooms.get(id));
  }

  Stream<SimulatedRoom> all() {
    return rooms.values().stream();
  }

  List<Sandbox> views() {
    return all().map(SimulatedRoom::view).toList();
  }

  /// Ends what runs in the room, and gives its network back.
  void leave(SimulatedRoom room, Runnable end) {
    if (!room.isReady()) return;
    room.stop(clock.now());
    end.run();
    if (room.config().hostNetwork()) return;
    network.detach(room.address(), room.programs());
    addresses.release(room.config().podUid());
  }

  void remove(SimulatedRoom room) {
    leave(room, () -> {});
    rooms.remove(room.id());
    room.remove(clock.now());
  }

  /// The room, and those that share its network.
  Stream<SimulatedRoom> sharing(String id) {
    boolean isHost = find(id).filter(room -> room.config().hostNetwork()).isPresent();
    return isHost ? all().filter(room -> room.config().hostNetwork()) : find(id).stream();
  }

  /// What listens on the machine itself: the programs of Pods that share its network.
  Host machinePrograms() {
    return new Programs(() -> all().filter(room -> room.config().hostNetwork()).flatMap(running));
  }
}
