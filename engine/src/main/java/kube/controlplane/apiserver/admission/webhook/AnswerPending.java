package kube.controlplane.apiserver.admission.webhook;

/// Stops a request whose webhook has not answered yet; it is carried out anew when it has.
///
/// Nothing has been written at that point: webhooks are asked before the store is.
public final class AnswerPending extends RuntimeException {

  private static final long serialVersionUID = 1;

  AnswerPending() {
    super("a webhook has not answered yet", null, false, false);
  }
}
