/// The shell and the small tools of a simulated container.
///
/// [kube.node.containerruntime.shell.Parser] turns a script into a tree of
/// [kube.node.containerruntime.shell.Script]; [kube.node.containerruntime.shell.Interpreter] carries
/// it out in the cluster's own time, where nothing ever waits: what takes time goes on later.
/// [kube.node.containerruntime.shell.Tools] is the table of programs, such as `ls` and `tar`.
@NullMarked
package kube.node.containerruntime.shell;

import org.jspecify.annotations.NullMarked;
