package catalog.apiserver.badge_office;

import kube.controlplane.apiserver.access.authentication.TokenService;
import kube.controlplane.controllermanager.serviceaccount.ServiceAccountController;

/// Gives workloads an identity and checks it: one class for two boxes of the cluster.
///
/// The office in the API server issues and reviews tokens; the controller sees to it that there is
/// an account to issue them for. In the cluster each is a part of its own, in a slot of its own.
public interface BadgeOffice extends TokenService, ServiceAccountController {}
