/// The first class of the runnable jar, compiled so that an older java can load it too.
@NullMarked
package launch;

import org.jspecify.annotations.NullMarked;
