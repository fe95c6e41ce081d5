package kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import kube.Architecture.Edge;
import org.junit.jupiter.api.Test;

/// Holds the code to the diagram: no import that it does not draw, and no line that nobody uses.
class ArchitectureTest {

  /// What lies where the cluster lies: the tests lie elsewhere, whoever has built them.
  private static final JavaClasses ENGINE = new ClassFileImporter()
      .importUrl(Cluster.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void the_packages_import_each_other_exactly_as_the_table_says() {
    Set<String> allowed = new TreeSet<>();
    Architecture.EDGES.forEach(edge -> allowed.add(edge.from() + " -> " + edge.to()));

    assertThat(importsOfTheCode()).isEqualTo(allowed);
  }

  @Test
  void every_box_of_the_diagram_has_its_code() {
    Stream<String> homes = Architecture.BOXES.stream()
        .map(Architecture.Box::home)
        .filter(home -> !home.isEmpty());

    assertThat(homes).allSatisfy(home -> assertThat(ENGINE.containPackage(home)).isTrue());
  }

  /// Whoever reads the API server package by package meets nothing that needs a later one.
  @Test
  void the_packages_of_the_api_server_do_not_go_around_in_circles() {
    SlicesRuleDefinition.slices().matching("kube.controlplane.apiserver.(**)").should()
        .beFreeOfCycles().check(ENGINE);
  }

  @Test
  void only_the_machine_the_transports_and_the_tools_know_threads() {
    Stream<String> users = ENGINE.stream()
        .filter(code -> !code.getPackageName().equals("kube.foundation.machine"))
        .filter(code -> !code.getPackageName().startsWith("kube.controlplane.apiserver.http"))
        .filter(code -> !code.getPackageName().equals("kube.controlplane.etcd.log"))
        .filter(code -> !code.getPackageName().equals("kube.network.edge"))
        .filter(code -> !code.getPackageName().equals("kube.node.containerruntime.os"))
        .filter(code -> !code.getPackageName().startsWith("kube.tools."))
        .flatMap(code -> code.getDirectDependenciesFromSelf().stream())
        .filter(use -> isAboutThreads(use.getTargetClass().getName()))
        .map(Dependency::getDescription);

    assertThat(users).isEmpty();
  }

  private static boolean isAboutThreads(String name) {
    return name.equals("java.lang.Thread") || name.startsWith("java.util.concurrent.");
  }

  private static Set<String> importsOfTheCode() {
    Set<String> edges = new TreeSet<>();
    ENGINE.stream()
        .flatMap(code -> code.getDirectDependenciesFromSelf().stream())
        .forEach(use -> edgeOf(use).ifPresent(edges::add));
    return edges;
  }

  private static Optional<String> edgeOf(Dependency use) {
    Optional<String> from = room(use.getOriginClass().getPackageName());
    Optional<String> to = room(use.getTargetClass().getBaseComponentType().getPackageName());
    if (from.isEmpty() || to.isEmpty() || from.equals(to)) return Optional.empty();
    return Optional.of(from.get() + " -> " + to.get());
  }

  /// The room of the table that the package belongs to; the root package knows everybody and every
  /// other package of the engine is a room of its own.
  private static Optional<String> room(String packageName) {
    if (!packageName.startsWith("kube.")) return Optional.empty();
    Optional<String> known = Architecture.EDGES.stream()
        .flatMap((Edge edge) -> Stream.of(edge.from(), edge.to()))
        .filter(room -> (packageName + ".").startsWith(room + "."))
        .max(Comparator.comparingInt(String::length));
    return known.or(() -> Optional.of(packageName));
  }
}
