/// Holds our own kubectl to the real one.
///
/// [site.comparison.Line] is one command of a long session at a terminal, kept in readable files
/// under `comparison/`. [site.comparison.Comparison] starts two equal clusters, types each command
/// to a real `kubectl` on one and to ours on the other, and returns a [site.comparison.Compared]
/// for each: the same text, once [site.comparison.SameText] has evened out what no two runs share,
/// or what each of them printed.
@NullMarked
package site.comparison;

import org.jspecify.annotations.NullMarked;
