/// X21, Badge office: tokens for workloads, and an account in every namespace.
///
/// The slots are [kube.controlplane.apiserver.access.authentication.TokenService] and
/// [kube.controlplane.controllermanager.serviceaccount.ServiceAccountController]; what passes can
/// stand in both boxes of a cluster.
@NullMarked
package catalog.apiserver.badge_office;

import org.jspecify.annotations.NullMarked;
