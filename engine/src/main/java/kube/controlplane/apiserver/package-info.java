/// The API server, in the order in which a request passes through it.
///
/// 1. `http`: the transport brings it in; in-process clients start at step 2.
/// 2. [kube.controlplane.apiserver.ApiServer]: one request from beginning to end.
/// 3. `request` and `schema`: what does it ask, about which object, and does its body have the
///    shape that the kind has?
/// 4. `access`: who asks, in whose name, and may they? What came of it goes to the audit log.
/// 5. `handler`: one class a verb decides what to do.
/// 6. `strategy`: what the author left out is filled in, what the author wrote is checked.
/// 7. `admission`: gates that know the rest of the cluster let it pass, or refuse it.
/// 8. `registry`: the object is stored in etcd, if nobody was faster.
/// 9. `output`: the answer in the form that the client can take.
/// 10. `registry` again: every watcher hears of the change.
///
/// Beside the path: `selector` chooses objects for lists and watches, `patch` applies changes,
/// `discovery` tells clients what is served.
///
/// Each refusal is a [kube.foundation.api.Status] in Kubernetes' own words.
@NullMarked
package kube.controlplane.apiserver;

import org.jspecify.annotations.NullMarked;
