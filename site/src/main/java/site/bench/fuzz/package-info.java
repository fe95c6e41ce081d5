/// `inside-out bench fuzz`: random and broken requests against the whole API, in-process.
///
/// [site.bench.fuzz.RequestMill] makes requests: objects of the published schemas, patches, and all
/// of it mutilated. [site.bench.fuzz.FuzzBenchmark] sends them and holds the server to its promises:
/// no 5xx, no hang, every acknowledged write readable, revisions that only grow, and watches that
/// tell what lists show.
@NullMarked
package site.bench.fuzz;

import org.jspecify.annotations.NullMarked;
