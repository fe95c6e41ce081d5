package site.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kube.Cluster;
import kube.ClusterCertificates;
import kube.Parts;
import kube.Roster;
import kube.Slot;
import kube.controlplane.apiserver.access.AccessSettings;
import kube.controlplane.apiserver.access.audit.AuditLog;
import kube.controlplane.apiserver.access.audit.AuditPolicy;
import kube.controlplane.apiserver.access.authentication.SigningKey;
import kube.controlplane.apiserver.access.authentication.StaticTokens;
import kube.controlplane.apiserver.access.pki.ClusterAuthority;
import kube.controlplane.apiserver.access.pki.FrontProxy;
import kube.controlplane.apiserver.access.pki.ServingTls;
import kube.controlplane.apiserver.http.HttpTransport;
import kube.controlplane.apiserver.http.HttpsBackends;
import kube.controlplane.apiserver.http.HttpsWebhooks;
import kube.controlplane.etcd.log.CorruptLogException;
import kube.controlplane.etcd.log.DurableStore;
import kube.controlplane.etcd.log.GroupCommitter;
import kube.foundation.machine.DiskFault;
import kube.foundation.machine.LiveLoop;
import kube.foundation.machine.RealDisk;
import kube.network.edge.EdgeSockets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Starts a live mini-cluster for any Kubernetes client.
@Command(name = "cluster", mixinStandardHelpOptions = true,
    description = "Start a live mini-cluster and print its kubeconfig; Ctrl+C ends it.", footer = {
        "", "Then, in another terminal:",
        "  export KUBECONFIG=inside-out.kubeconfig", "  kubectl get pods -A -w"})
final class ClusterCommand implements Callable<Integer> {

  private static final int MOST_NODES = 26;
  private static final int MOST_DIGITS = 9;

  @Option(names = {"-p",
      "--port"}, paramLabel = "PORT", defaultValue = "0",
      description = "The port of the API server. Default: any free one.")
  private int port;

  @Option(names = {"-n",
      "--nodes"}, paramLabel = "COUNT", defaultValue = "3",
      description = "How many nodes, 1 to 26. Default: ${DEFAULT-VALUE}.")
  private int nodes = 3;

  @Option(names = "--seed", paramLabel = "SEED", defaultValue = "1",
      description = "Decides every draw of the cluster. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(names = "--speed", paramLabel = "FACTOR", defaultValue = "1",
      description = "Seconds of the cluster in one second. Default: ${DEFAULT-VALUE}.")
  private double speed = 1;

  @Option(names = "--kubeconfig", paramLabel = "FILE",
      description = "Also write the kubeconfig to this file, and remove it at the end.")
  private Optional<Path> kubeconfig = Optional.empty();

  @Option(names = "--tls",
      description = "Serve over TLS, ask for credentials, and put roles in force (RBAC).")
  private boolean tls;

  @Option(names = "--token-auth-file", paramLabel = "FILE",
      description = "With --tls: tokens that are good, in lines of token,user,uid,\"groups\".")
  private Optional<Path> tokenFile = Optional.empty();

  @Option(names = "--audit-log", paramLabel = "FILE",
      description = "Write who asked for what to this file, one line of JSON a request.")
  private Optional<Path> auditLog = Optional.empty();

  @Option(names = "--audit-policy-file", paramLabel = "FILE",
      description = "With --audit-log: what to note. Default: metadata of every request.")
  private Optional<Path> auditPolicy = Optional.empty();

  @Option(names = "--data", paramLabel = "DIR",
      description = "Keep the cluster in this folder: it goes on there next time, also after a"
          + " crash. Default: memory only.")
  private Optional<Path> data = Optional.empty();

  @Option(names = "--runtime-config", paramLabel = "GROUP/VERSION", split = ",",
      description = "Serve these APIs, too, which are off by default, such as"
          + " scheduling.k8s.io/v1beta1.")
  private List<String> runtimeConfig = List.of();

  @Option(names = "--real-processes",
      description = "Let Pods with `runtimeClassName: process` run as real processes of this"
          + " computer, each in namespaces of its own. Needs Linux and bubblewrap.")
  private boolean realProcesses;

  @Option(names = "--for", paramLabel = "SECONDS", defaultValue = "0",
      description = "End by itself after so long. Default: run until Ctrl+C.")
  private long seconds;

  @Spec
  private @Nullable CommandSpec spec;

  /// The command for arguments that are nothing but numbers for the ports, nodes and seconds; empty
  /// for all others.
  ///
  /// To load the library that reads all kinds of arguments takes as long as to start a cluster.
  static Optional<ClusterCommand> plain(String... arguments) {
    ClusterCommand command = new ClusterCommand();
    boolean isPlain = arguments.length % 2 == 1 && arguments[0].equals("cluster");
    for (int at = 1; isPlain && at < arguments.length; at += 2) {
      isPlain = command.takes(arguments[at], arguments[at + 1]);
    }
    return isPlain ? Optional.of(command) : Optional.empty();
  }

  private boolean takes(String option, String value) {
    if (value.isEmpty() || value.length() > MOST_DIGITS
        || !value.chars().allMatch(letter -> letter >= '0' && letter <= '9')) {
      return false;
    }
    int number = Integer.parseInt(value);
    switch (option) {
      case "--port", "-p" -> port = number;
      case "--nodes", "-n" -> nodes = number;
      case "--for" -> seconds = number;
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (nodes < 1 || nodes > MOST_NODES) {
      throw new CouldNotRun("--nodes must be 1 to " + MOST_NODES + ", not " + nodes + ".");
    }
    if (!(speed > 0)) throw new CouldNotRun("--speed must be more than 0, not " + speed + ".");
    Ports.require(port);
    if (seconds < 0) throw new CouldNotRun("--for must be 0 or more seconds, not " + seconds + ".");
    if (realProcesses) RealProcesses.require();
    if (tokenFile.isPresent() && !tls) {
      throw new CouldNotRun("--token-auth-file needs --tls: no client sends a token without it.");
    }
    if (auditPolicy.isPresent() && auditLog.isEmpty()) {
      throw new CouldNotRun("--audit-policy-file needs --audit-log: where should it be noted?");
    }
    Optional<DurableStore> disk = data.map(ClusterCommand::recover);
    Optional<ClusterAuthority> authority = tls
        ? Optional.of(data.map(folder -> new KeptKeys(folder).authority())
            .orElseGet(() -> ClusterAuthority.create(Instant.now())))
        : Optional.empty();
    Optional<FrontProxy> proxy = authority.map(ours -> FrontProxy.create(Instant.now(), ours));
    Cluster cluster = new Cluster(plan(disk, authority, proxy));
    try (LiveLoop live = begin(cluster, disk);
        HttpTransport http = HttpTransport.open(live, cluster.transport()::send, port,
            authority.map(ours -> ServingTls.of(ours, proxy.orElseThrow())));
        EdgeSockets edge = new EdgeSockets(live, cluster.network(), this::say)) {
      live.submit(() -> cluster.webhooks().connect(new HttpsWebhooks(live)));
      live.submit(() -> cluster.backends().connect(new HttpsBackends(live, proxy)));
      live.submit(() -> cluster.openEdge(edge));
      String config = authority
          .map(ours -> KubeConfig.yaml(http.url(), ours,
              ours.issueToClient("kubernetes-admin", List.of("system:masters"))))
          .orElseGet(() -> KubeConfig.yaml(http.url()));
      tell(http.url(), config);
      await(live, disk);
    } catch (IOException problem) {
      throw new CouldNotRun(String.valueOf(problem.getMessage()), problem);
    } finally {
      disk.ifPresent(store -> store.committer().close());
    }
    return InsideOut.PASSED;
  }

  /// Lets the cluster come to life on its own thread, while ours opens its doors.
  private LiveLoop begin(Cluster cluster, Optional<DurableStore> disk) {
    LiveLoop live = LiveLoop.start(cluster.loop(), "cluster");
    disk.ifPresent(store -> live.letOutBy(store.committer()::whenSafe));
    live.speed(speed);
    RealProcesses processes = new RealProcesses(cluster);
    if (realProcesses) processes.allow(live);
    live.submitInTurns(cluster.boot());
    if (realProcesses) live.submit(processes::offer);
    return live;
  }

  /// A cluster that goes on draws other names and uids than it did before.
  private Cluster.Plan plan(Optional<DurableStore> disk, Optional<ClusterAuthority> authority,
      Optional<FrontProxy> proxy) {
    long draws = disk.map(store -> seed + (store.revision() - 1) * 1_000_003).orElse(seed);
    Cluster.Plan fresh = Cluster.Plan.standard(draws).withNodes(nodes)
        .running(Roster.whole().offering(Set.copyOf(runtimeConfig)))
        .startingAt(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    Parts ours = authority
        .map(root -> Parts.ours().withOur(Slot.AUTHORITY,
            () -> ClusterCertificates.of(root)))
        .orElseGet(Parts::ours);
    Cluster.Plan plan = fresh.withParts(
        disk.map(store -> ours.withOur(Slot.STORE, () -> store)).orElse(ours));
    AccessSettings access = tls ? AccessSettings.guarded(seed) : plan.access();
    access = access.withKey(data.map(folder -> new KeptKeys(folder).tokenKey())
        .orElseGet(SigningKey::unguessable));
    if (proxy.isPresent()) access = access.withFrontProxy(proxy.get());
    if (tokenFile.isPresent()) access = access.withTokens(tokens(tokenFile.get()));
    if (auditLog.isPresent()) {
      access = access.withAudit(new AuditLog(policy(), AuditFile.create(auditLog.get())));
    }
    return plan.withAccess(access);
  }

  private AuditPolicy policy() {
    if (auditPolicy.isEmpty()) return AuditPolicy.METADATA;
    try {
      return AuditPolicy.parse(Files.readAllBytes(auditPolicy.get()));
    } catch (IOException | IllegalArgumentException problem) {
      throw new CouldNotRun("The audit policy cannot be read from " + auditPolicy.get() + " ("
          + problem.getMessage() + "). Give another --audit-policy-file.", problem);
    }
  }

  private static StaticTokens tokens(Path file) {
    try {
      return StaticTokens.parse(Files.readAllLines(file));
    } catch (IOException | IllegalArgumentException problem) {
      throw new CouldNotRun("The tokens cannot be read from " + file + " ("
          + problem.getMessage() + "). Give another --token-auth-file.", problem);
    }
  }

  private static DurableStore recover(Path folder) {
    try {
      RealDisk disk = new RealDisk(folder);
      disk.claim();
      return DurableStore.open(disk, GroupCommitter::new, DurableStore.SNAPSHOT_AFTER_BYTES);
    } catch (DiskFault | CorruptLogException problem) {
      throw new CouldNotRun("The cluster in " + folder + " cannot be opened: "
          + problem.getMessage(), problem);
    }
  }

  private void tell(String url, String config) throws IOException {
    PrintWriter out = out();
    PrintWriter errors = errors();
    errors.println("A cluster of " + nodes + " nodes answers at " + url + ". Ctrl+C ends it.");
    if (kubeconfig.isPresent()) {
      write(kubeconfig.get(), config);
      errors.println("Its kubeconfig: export KUBECONFIG=" + kubeconfig.get().toAbsolutePath());
    }
    errors.flush();
    out.print(config);
    out.flush();
  }

  private PrintWriter out() {
    return spec == null
        ? new PrintWriter(System.out, true, System.out.charset())
        : spec.commandLine().getOut();
  }

  private PrintWriter errors() {
    return spec == null
        ? new PrintWriter(System.err, true, System.err.charset())
        : spec.commandLine().getErr();
  }

  /// What opens later is told later.
  private void say(String news) {
    PrintWriter errors = errors();
    errors.println(news);
    errors.flush();
  }

  private static void write(Path file, String config) {
    try {
      Files.writeString(file, config);
      file.toFile().deleteOnExit();
    } catch (IOException problem) {
      throw new CouldNotRun("The kubeconfig cannot be written to " + file + " ("
          + problem.getMessage() + "). Give another --kubeconfig.", problem);
    }
  }

  /// Waits for the end that the user gives; a bug in the engine ends it with its report.
  private void await(LiveLoop live, Optional<DurableStore> disk) throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    Instant last = Instant.now().plusSeconds(seconds);
    while (!end.await(1, TimeUnit.SECONDS)) {
      if (live.failure().isPresent()) {
        throw new CouldNotRun("The cluster stopped: " + live.failure().get().getMessage());
      }
      Optional<DiskFault> fault = disk.flatMap(store -> store.committer().fault());
      if (fault.isPresent()) {
        throw new CouldNotRun("The cluster stopped: " + fault.get().getMessage());
      }
      if (seconds > 0 && Instant.now().isAfter(last)) end.countDown();
    }
  }
}
