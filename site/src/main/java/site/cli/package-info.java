/// The command line of the one runnable jar.
@NullMarked
package site.cli;

import org.jspecify.annotations.NullMarked;
