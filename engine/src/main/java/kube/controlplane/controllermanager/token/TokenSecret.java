package kube.controlplane.controllermanager.token;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Key;

/// A Secret that holds the token of an account.
record TokenSecret(AnyObject secret) {

  private static final String TYPE = "kubernetes.io/service-account-token";
  private static final String NAME = "kubernetes.io/service-account.name";
  private static final String UID = "kubernetes.io/service-account.uid";

  static boolean isOne(AnyObject secret) {
    return Json.text(secret.resource().tree(), "type").equals(TYPE);
  }

  /// The account that it says it is of.
  Key account() {
    return new Key(secret.metadata().namespace(),
        secret.metadata().annotations().getOrDefault(NAME, ""));
  }

  /// Whether it is of this life of the account and not of an earlier one of the same name.
  boolean isOf(AnyObject account) {
    String uid = secret.metadata().annotations().getOrDefault(UID, "");
    return uid.isEmpty() || uid.equals(account.metadata().uid());
  }

  boolean has(String file) {
    return secret.resource().tree().path("data").has(file);
  }
}
