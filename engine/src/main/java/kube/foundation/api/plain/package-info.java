/// JSON without a library: what a part that stands in another process reads and writes objects with.
///
/// [kube.foundation.api.plain.JsonValue] is the whole of it. Everything of ours uses
/// [kube.foundation.api.Json], which is faster and can do more.
@NullMarked
package kube.foundation.api.plain;

import org.jspecify.annotations.NullMarked;
