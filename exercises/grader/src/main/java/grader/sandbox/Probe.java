package grader.sandbox;

import grader.report.Isolation;
import grader.worker.PeerGone;
import grader.worker.ProtocolBroken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Measures what the sandbox confines here, by a process that tries to get out.
final class Probe {
  private Probe() {}

  /// Starts [ProbeMain] confined as a worker is, and believes what it managed to do.
  static Isolation measure(Sandbox sandbox, WorkerPool pool, Jvm jvm) {
    List<String> confines = new ArrayList<>();
    List<String> leavesOpen = new ArrayList<>(sandbox.leavesOpen());
    try (ServerSocket host = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String findings = findings(pool, jvm.probe(), host.getLocalPort());
      for (String finding : findings.lines().toList()) {
        String what = finding.substring(finding.indexOf(' ') + 1);
        if (finding.startsWith("confined ")) confines.add(what);
        else if (!leavesOpen.contains(what)) leavesOpen.add(what);
      }
    } catch (IOException | PeerGone | ProtocolBroken unclear) {
      leavesOpen.add("everything: the probe did not answer");
    }
    String processes = confines.contains(ProbeMain.PROCESSES) ? sandbox.processLimit(jvm) : "";
    if (sandbox instanceof PlainProcess) {
      return new Isolation(Isolation.Level.PROCESS, confines, leavesOpen, processes);
    }
    return new Isolation(leavesOpen.isEmpty() ? Isolation.Level.FULL : Isolation.Level.PARTIAL,
        confines, leavesOpen, processes);
  }

  private static String findings(WorkerPool pool, Jvm probe, int port) {
    try (ConfinedProcess process = pool.start(probe, List.of(Integer.toString(port)))) {
      return new String(process.wire().receive(), StandardCharsets.UTF_8);
    }
  }
}
