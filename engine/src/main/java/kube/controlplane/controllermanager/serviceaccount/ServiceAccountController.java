package kube.controlplane.controllermanager.serviceaccount;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Namespace;
import kube.foundation.client.Result;

/// Sees to it that a namespace has its accounts: a part that can be replaced while the cluster runs.
///
/// It is called with one namespace whenever that, or an account in it, has changed; also with one
/// that is on its way out.
public interface ServiceAccountController {

  Result reconcile(Namespace namespace, Accounts accounts);

  /// What such a controller may see and do.
  interface Accounts {

    /// Whether the cache shows this account. The cache may be late.
    boolean has(String namespace, String account);

    /// Creates an account without anything in it.
    ApiResult<String> create(String namespace, String account);
  }
}
