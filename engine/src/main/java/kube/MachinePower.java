package kube;

import java.util.function.Function;

import kube.foundation.machine.EventLog;
import kube.simulation.Deed;
import kube.simulation.Recorder;

/// The power of the machines: it fails, is switched off in good order, and comes back.
record MachinePower(EventLog log, Recorder recorder, Function<String, ClusterNode> nodes) {

  void fail(String node) {
    recorder.note(new Deed.PowerFailed(node));
    log.append("machine", "fail", "nodes/" + node, 0, "the power failed");
    nodes.apply(node).powerOff();
  }

  void shutDown(String node) {
    recorder.note(new Deed.ShutDown(node));
    log.append("machine", "shut-down", "nodes/" + node, 0, "its programs are told to end");
    ClusterNode machine = nodes.apply(node);
    machine.shutDown(() -> {
      if (!machine.isOn()) return;
      log.append("machine", "fail", "nodes/" + node, 0, "it has switched itself off");
      machine.powerOff();
    });
  }

  void comeBack(String node) {
    recorder.note(new Deed.PowerCameBack(node));
    log.append("machine", "recover", "nodes/" + node, 0, "the power is back");
    nodes.apply(node).powerOn();
  }
}
