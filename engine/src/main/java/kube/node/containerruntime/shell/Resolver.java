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
/// hosts, and by asking the name servers that `/etc/resolv.conf` names.
///
/// A name with fewer dots than `ndots` is first tried below each suffix of the search path. That
/// makes short names work, and costs questions for the others.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config
public final class Resolver {

  private static final int LONGEST_TIMEOUT = 30;
  private static final int MOST_ATTEMPTS = 5;
  private static final int PORT = 53;
  private static final DnsMessage NO_ANSWER = new DnsMessage(0, true, Code.SERVFAIL, "",
      RecordType.A, List.of());

  private final World world;
  private final List<String> servers = new ArrayList<>();
  private Duration patience = Duration.ofSeconds(5);
  private int attempts = 2;
  private List<String> search = List.of();
  private int ndots = 1;
  private int questions;

  public Resolver(World world) {
    this.world = world;
    file("/etc/resolv.conf").lines().map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length > 1).forEach(this::configure);
  }

  /// The name server that is asked first; empty when there is none.
  String server() {
    return servers.isEmpty() ? "" : servers.getFirst();
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
    ask(names.getFirst(), type, 0, answer -> {
      boolean good = answer.code() == Code.NOERROR && !answer.answers().isEmpty();
      boolean serverIsDown = answer.code() == Code.SERVFAIL;
      if (good || serverIsDown || names.size() == 1) then.accept(answer);
      else
        tryNext(names.subList(1, names.size()), type, then);
    });
  }

  /// Asks one server after the other, and again from the first, until one answers in time.
  private void ask(String name, RecordType type, int asked, Consumer<DnsMessage> then) {
    if (asked >= attempts * servers.size()) {
      then.accept(NO_ANSWER);
      return;
    }
    DnsMessage question = DnsMessage.question(++questions, name, type);
    boolean[] answered = {false};
    world.after(patience, () -> {
      if (!answered[0]) ask(name, type, asked + 1, then);
    });
    String server = servers.get(asked % servers.size());
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
      case "nameserver" -> servers.add(rest.getFirst());
      case "search" -> search = rest;
      case "options" -> rest.stream().filter(option -> option.matches("[a-z]+:\\d{1,2}"))
          .map(option -> option.split(":")).forEach(this::set);
      default -> {}
    }
  }

  private void set(String[] option) {
    int value = Integer.parseInt(option[1]);
    switch (option[0]) {
      case "ndots" -> ndots = value;
      case "timeout" -> patience = Duration.ofSeconds(Math.clamp(value, 1, LONGEST_TIMEOUT));
      case "attempts" -> attempts = Math.clamp(value, 1, MOST_ATTEMPTS);
      default -> {}
    }
  }

  private String file(String path) {
    return world.files().read(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("");
  }
}
