/// How a process is started that may hold a learner's code, and how far it is confined.
///
/// [grader.sandbox.SlotTypes] computes which classes a slot's interface speaks of;
/// [grader.sandbox.RuntimeFiles] lays them and the worker's runtime where an unprivileged user can
/// read them, with a cache of parsed classes; [grader.sandbox.Sandbox] turns a JVM into a confined
/// command line; [grader.sandbox.Probe] measures what that confines on this machine;
/// [grader.sandbox.WorkerPool] keeps workers waiting, each for one submission.
@NullMarked
package grader.sandbox;

import org.jspecify.annotations.NullMarked;
