/// Stories told twice: in virtual time, and in the time of the wall clock.
///
/// Only those that do not hang on single seconds: a busy machine delays a live cluster by as much.
@NullMarked
package kube.clock;

import org.jspecify.annotations.NullMarked;
