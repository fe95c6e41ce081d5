/// X33, Cluster DNS: names for Services and Pods, and the order in which a typed name is tried.
///
/// The slot is [kube.network.dns.ClusterDns]; what passes can stand in the DNS box of a cluster.
@NullMarked
package catalog.network.cluster_dns;

import org.jspecify.annotations.NullMarked;
