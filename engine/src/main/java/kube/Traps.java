package kube;

import java.util.TreeMap;

import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.client.Transport;
import kube.foundation.machine.Crash;

/// Lets components die at a chosen write: just before it, or just after it and before they learn
/// that it was done.
final class Traps {

  private record Trap(int write, Moment moment) {}

  /// On which side of a write a component dies.
  enum Moment {
    BEFORE, AFTER
  }

  private final TreeMap<String, Trap> set = new TreeMap<>();
  private final TreeMap<String, Integer> writes = new TreeMap<>();

  /// The component dies at its `write`-th write from now, counted from 1.
  void set(String component, int write, Moment moment) {
    set.put(component, new Trap(writesOf(component) + write, moment));
  }

  /// How many writes the component has asked for so far.
  int writesOf(String component) {
    return writes.getOrDefault(component, 0);
  }

  /// The component's way to the API server, with the traps on it.
  Transport around(Transport transport, String component) {
    return request -> send(transport, component, request);
  }

  private Response send(Transport transport, String component, Request request) {
    if (request.method().equals("GET")) return transport.send(request);
    int write = writes.merge(component, 1, Integer::sum);
    Trap trap = set.get(component);
    if (trap == null || trap.write != write) return transport.send(request);
    set.remove(component);
    String what = "its write " + write + ", " + request.method() + " " + request.path();
    if (trap.moment == Moment.BEFORE) throw new Crash(component, "before " + what);
    Response _ = transport.send(request);
    throw new Crash(component, "after " + what);
  }
}
