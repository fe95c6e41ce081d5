/// Connections that have left HTTP: which frames carry the streams of `exec`, `attach` and
/// `port-forward`.
///
/// [kube.controlplane.apiserver.http.stream.Upgrades] finds what client and server both speak. Over
/// WebSocket, [kube.controlplane.apiserver.http.stream.WebSocketTerminal] and
/// [kube.controlplane.apiserver.http.stream.WebSocketTunnel] put the stream's number in front of each
/// message. Over SPDY, [kube.controlplane.apiserver.http.stream.SpdySession] has real streams, for
/// [kube.controlplane.apiserver.http.stream.SpdyTerminal] and
/// [kube.controlplane.apiserver.http.stream.SpdyTunnel]; newer clients put its frames into a
/// WebSocket ([kube.controlplane.apiserver.http.stream.SpdyInWebSocket]).
///
/// Bytes are read and written on Netty's threads; programs and Pods are reached on the loop's.
@NullMarked
package kube.controlplane.apiserver.http.stream;

import org.jspecify.annotations.NullMarked;
