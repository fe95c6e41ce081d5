/// `inside-out bench api`: how fast the API server answers, and how much memory it needs.
///
/// [site.bench.api.ApiBenchmark] runs the parts and prints one line for each, with the target beside
/// the number. Clients and server share this machine and its processors, as they do on a laptop.
@NullMarked
package site.bench.api;

import org.jspecify.annotations.NullMarked;
