/// The door to the outside: HTTP/1.1 on the loopback address, for `kubectl`, `curl` and browsers.
///
/// [kube.controlplane.apiserver.http.HttpTransport] listens; each connection has a
/// [kube.controlplane.apiserver.http.Connection], which takes requests one after the other to the
/// cluster's loop, in the order that [kube.controlplane.apiserver.http.flow.FlowControl] finds fair; a
/// [kube.controlplane.apiserver.http.WatchResponse] writes a watch, wrapped by
/// [kube.controlplane.apiserver.http.EventFrames] in chunks or in messages of a WebSocket.
///
/// Threads exist here and nowhere else in the API server: Netty's threads read and write sockets,
/// and answer on the loop, one at a time ([kube.foundation.machine.LiveLoop#askHere]).
@NullMarked
package kube.controlplane.apiserver.http;

import org.jspecify.annotations.NullMarked;
