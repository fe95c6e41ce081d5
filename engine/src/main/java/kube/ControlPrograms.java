package kube;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import kube.ElectedProgram.Office;
import kube.foundation.client.ApiClient;
import kube.foundation.machine.Actor;
import kube.foundation.machine.EventLoop;

/// The programs that run on no node, by their names, and the processes in which some of them live.
///
/// Owned by the loop.
final class ControlPrograms {

  private final EventLoop loop;
  private final Function<Actor, ApiClient> clients;
  private final Roster roster;
  private final SortedMap<String, Component> components = new TreeMap<>();
  private final Map<Office, ElectedProgram> processes = new EnumMap<>(Office.class);

  ControlPrograms(EventLoop loop, Function<Actor, ApiClient> clients, Roster roster) {
    this.loop = loop;
    this.clients = clients;
    this.roster = roster;
  }

  /// Plugs the program in; the first of an elected process brings the process along.
  void run(String id, Consumer<Actor> program) {
    Optional<ElectedProgram> process = officeOf(id).map(this::booted);
    Component component = process
        .map(elected -> new Component(loop, id, program, elected::leads))
        .orElseGet(() -> new Component(loop, id, program));
    components.put(id, component);
    process.ifPresent(elected -> elected.add(component));
    component.plugIn();
  }

  private ElectedProgram booted(Office office) {
    ElectedProgram known = processes.get(office);
    if (known != null) return known;
    ElectedProgram elected = new ElectedProgram(loop, clients, office);
    processes.put(office, elected);
    elected.boot();
    loop.log().follow(0); // What the other programs do at their start is not because of its election.
    return elected;
  }

  private Optional<Office> officeOf(String component) {
    return Stream.of(Office.values())
        .filter(office -> roster.has(office.id()) && office.holds(component))
        .findFirst();
  }

  Set<String> names() {
    return components.keySet();
  }

  Optional<Component> find(String component) {
    return Optional.ofNullable(components.get(component));
  }

  /// Somebody pulled or put the plug of this program.
  void plugChanged(String component) {
    officeOf(component).map(processes::get).ifPresent(ElectedProgram::plugsChanged);
  }

  /// From now on somebody else elects who runs the programs of these processes.
  void retireElections() {
    processes.values().forEach(ElectedProgram::retire);
  }
}
