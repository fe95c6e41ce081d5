/// The names of a cluster: the add-on that answers for Services and Pods.
///
/// [kube.network.dns.DnsServer] watches Services and EndpointSlices, listens behind the Service
/// `kube-dns` and hands each question to a [kube.network.dns.ClusterDns], ours
/// ([kube.network.dns.ServiceNames]) or a learner's.
@NullMarked
package kube.network.dns;

import org.jspecify.annotations.NullMarked;
