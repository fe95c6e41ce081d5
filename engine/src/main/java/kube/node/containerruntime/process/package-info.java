/// What a simulated program has around it: its files, its standard streams, its host.
///
/// [kube.node.containerruntime.process.World] is one container seen from inside,
/// [kube.node.containerruntime.process.Files] its disk,
/// [kube.node.containerruntime.process.Input] and [kube.node.containerruntime.process.Output] are
/// the two ends of a pipe, and [kube.node.containerruntime.process.Tty] is what sits between a person
/// who types and a program that reads lines.
@NullMarked
package kube.node.containerruntime.process;

import org.jspecify.annotations.NullMarked;
