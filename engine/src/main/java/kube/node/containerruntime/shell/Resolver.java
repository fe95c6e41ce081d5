package kube.node.containerruntime.shell;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import kube.network.Cidr;
import kube.network.DnsMessage;
import kube.network.DnsMessage.Code;
import kube.network.DnsMessage.RecordType;
import kube.network.SocketAddress;
import kube.node.containerruntime.process.World;

/// Finds addresses for names, as the C library does for every program in a container: by the file of
/// hosts, and by asking the name server that `/etc/resolv.conf` names.
///
/// A name with fewer dots than `ndots` is first tried below each suffix of the search path. That
/// makes short names work, and costs questions for the others.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config
public final class Resolver {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 2;
  private static final int PORT = 53;
  private static final DnsMessage NO_ANSWER = new DnsMessage(0, true, Code.SERVFAIL, "",
      RecordType.A, List.of());

  private final World world;
  private String server = "";
  private List<String> search = List.of();
  private int ndots = 1;
  private int questions;

  public Resolver(World world) {
    this.world = world;
    file("/etc/resolv.conf").lines().map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length > 1).forEach(this::configure);
  }

  String server() {
    return server;
  }

  /// Tells the first address of the name; empty when there is none.
  public void address(String name, Consumer<Optional<String>> then) {
    if (Cidr.isAddress(name)) {
      then.accept(Optional.of(name));
      return;
    }
    Optional<String> known = file("/etc/hosts").lines()
        .filter(line -> !line.startsWith("#")).map(line -> line.split("\\s+"))
        .filter(words -> List.of(words).indexOf(name) > 0)
        .map(words -> words[0]).filter(Cidr::isAddress).findFirst();
    if (known.isPresent()) {
      then.accept(known);
      return;
    }
    lookUp(name, RecordType.A, answer -> then.accept(answer.answers().stream()
        .filter(record -> record.type() == RecordType.A)
        .map(DnsMessage.Answered::value).findFirst()));
  }

  /// Tells the first answer that is good on the search path, or else the last.
  void lookUp(String typed, RecordType type, Consumer<DnsMessage> then) {
    tryNext(names(typed), type, then);
  }

  /// The names to be tried for what was typed, in their order.
  List<String> names(String typed) {
    if (typed.endsWith(".")) return List.of(DnsMessage.plain(typed));
    List<String> names = new ArrayList<>();
    search.forEach(suffix -> names.add(typed + "." + suffix));
    boolean looksWhole = typed.chars().filter(letter -> letter == '.').count() >= ndots;
    names.add(looksWhole ? 0 : names.size(), typed);
    return names;
  }

  private void tryNext(List<String> names, RecordType type, Consumer<DnsMessage> then) {
    ask(names.getFirst(), type, ATTEMPTS, answer -> {
      boolean good = answer.code() == Code.NOERROR && !answer.answers().isEmpty();
      boolean serverIsDown = answer.code() == Code.SERVFAIL;
      if (good || serverIsDown || names.size() == 1) then.accept(answer);
      else
        tryNext(names.subList(1, names.size()), type, then);
    });
  }

  private void ask(String name, RecordType type, int attempts, Consumer<DnsMessage> then) {
    if (attempts == 0 || server.isEmpty()) {
      then.accept(NO_ANSWER);
      return;
    }
    DnsMessage question = DnsMessage.question(++questions, name, type);
    boolean[] answered = {false};
    world.after(PATIENCE, () -> {
      if (!answered[0]) ask(name, type, attempts - 1, then);
    });
    world.send(world.newPort(), new SocketAddress(server, PORT), question.toBytes(), bytes -> {
      Optional<DnsMessage> answer = DnsMessage.parse(bytes)
          .filter(message -> message.id() == question.id() && !answered[0]);
      if (answer.isEmpty()) return;
      answered[0] = true;
      then.accept(answer.get());
    });
  }

  private void configure(String[] words) {
    List<String> rest = List.of(words).subList(1, words.length);
    switch (words[0]) {
      case "nameserver" -> server = rest.getFirst();
      case "search" -> search = rest;
      case "options" -> rest.stream().filter(option -> option.matches("ndots:\\d{1,2}"))
          .forEach(option -> ndots = Integer.parseInt(option.substring("ndots:".length())));
      default -> {}
    }
  }

  private String file(String path) {
    return world.files().read(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("");
  }
}
