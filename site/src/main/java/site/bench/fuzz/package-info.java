/// `inside-out bench fuzz`: random and broken requests against the whole API.
///
/// [site.bench.fuzz.RequestMill] makes requests: objects of the published schemas, patches, and all
/// of it mutilated. [site.bench.fuzz.FuzzBenchmark] sends them on the server's own loop;
/// [site.bench.fuzz.HttpFuzz] from several clients over real connections, half-sent, by single
/// bytes, as protobuf and as frames. Policies, webhooks in every mood and a converting webhook stand
/// in the way ([site.bench.fuzz.Scenery]).
///
/// [site.bench.fuzz.Judge] holds the server to its promises: no 5xx that Kubernetes would not give,
/// no hang, every acknowledged write readable at its revision, and watches
/// ([site.bench.fuzz.Mirror]) that tell what lists show. [site.bench.fuzz.SchemaOracle] knows besides
/// what must be accepted and what refused, and at which field.
@NullMarked
package site.bench.fuzz;

import org.jspecify.annotations.NullMarked;
