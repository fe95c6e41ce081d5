/// The simulated world that a cluster lives in: one loop, one clock, one source of chance, one log.
///
/// Read in this order: [kube.foundation.machine.EventLoop] runs events by (time, seeded tie-break);
/// an [kube.foundation.machine.Actor] is one program on it and can be stopped like a process;
/// [kube.foundation.machine.Randomness] is the only source of chance;
/// [kube.foundation.machine.EventLog] remembers what happened;
/// [kube.foundation.machine.Faults] decides what goes wrong;
/// [kube.foundation.machine.LiveLoop] drives the same loop from the wall clock.
///
/// **Models** a machine room in which a whole run is a pure function of (program, seed).
/// **Leaves out** threads and locks inside a cluster, because one owner needs neither.
@NullMarked
package kube.foundation.machine;

import org.jspecify.annotations.NullMarked;
