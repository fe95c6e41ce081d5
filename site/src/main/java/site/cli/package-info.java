/// The command line of the one runnable jar: one class a command, and [site.cli.InsideOut] above
/// them. A command prints what people read to standard output and what went wrong to standard error,
/// and ends with 0 (passed), 1 (not passed) or 2 (could not run).
@NullMarked
package site.cli;

import org.jspecify.annotations.NullMarked;
