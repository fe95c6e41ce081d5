/// Measures the product: each benchmark prints a distribution, and the command that gives it is
/// `inside-out bench NAME`.
@NullMarked
package site.bench;

import org.jspecify.annotations.NullMarked;
