/// What whoever runs the site for others looks at: whether it is ready, what it counts, what it logs,
/// and what it grants to one visitor.
///
/// | class | what an operator sees of it |
/// |---|---|
/// | [site.operation.Readiness] | `/readyz`: may requests come? |
/// | [site.operation.Measurements] | `/metrics`, in the format of Prometheus |
/// | [site.operation.RateLimits] | 429 for whoever asks too fast |
/// | [site.operation.JsonLines] | `serve --log json`: an object a line, requests included |
@NullMarked
package site.operation;

import org.jspecify.annotations.NullMarked;
