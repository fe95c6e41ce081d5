/// The door to the outside: HTTP/1.1 on the loopback address, for `kubectl`, `curl` and browsers.
///
/// [kube.controlplane.apiserver.http.HttpTransport] listens; each connection has a
/// [kube.controlplane.apiserver.http.Connection], which takes requests one after the other to the
/// cluster's loop; a [kube.controlplane.apiserver.http.WatchResponse] writes a watch.
///
/// Threads exist here and nowhere else in the API server: Netty's threads read and write sockets,
/// the loop's thread answers, and bytes are all that passes between them.
@NullMarked
package kube.controlplane.apiserver.http;

import org.jspecify.annotations.NullMarked;
