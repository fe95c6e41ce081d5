/// The compiler in a limited process of its own: sources in, classes or complaints out.
///
/// [grader.compile.SourceCompiler] compiles texts in memory; [grader.compile.CompilerMain] does so
/// for whoever talks to its socket; [grader.compile.CompileMessages] is what they say. It never
/// runs what it compiles.
@NullMarked
package grader.compile;

import org.jspecify.annotations.NullMarked;
